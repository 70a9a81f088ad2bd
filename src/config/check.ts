import { checkActions } from './checks/actions.ts'
import { checkAdvice } from './checks/advice.ts'
import { checkCadence } from './checks/cadence.ts'
import { checkCanary } from './checks/canary.ts'
import { checkDeployment } from './checks/deployment.ts'
import { checkEvents } from './checks/events.ts'
import { checkGates } from './checks/gates.ts'
import { checkKeys } from './checks/keys.ts'
import { checkLayouts } from './checks/layouts.ts'
import { checkPanels } from './checks/panels.ts'
import { checkPhases } from './checks/phases.ts'
import { type Clash, partsOf, readParts } from './checks/readable.ts'
import { checkSignals } from './checks/signals.ts'
import { checkStandIns } from './checks/standIns.ts'
import { checkTheme } from './checks/theme.ts'
import { checkTimes } from './checks/times.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import type { AuthoredProfile } from './profile.ts'
import { keyPlace, type Place, partAt, plainOf, type Tree, valuePlace } from './tree.ts'

/**
 * Every mistake in what the parts of a profile say of each other. `authored` is the tree as the schema reads it; where that
 * is null, parts that are wrong by themselves are left out.
 */
export function checkTree(tree: Tree, authored: AuthoredProfile | null): Mistake[] {
  const readable = authored === null ? readParts(plainOf(tree)) : partsOf(authored)
  return [
    checkTheme,
    checkTimes,
    checkDeployment,
    checkStandIns,
    checkSignals,
    checkPanels,
    checkLayouts,
    checkCadence,
    checkPhases,
    checkGates,
    checkCanary,
    checkEvents,
    checkAdvice,
    checkActions,
    checkKeys,
  ]
    .flatMap((check) => check(readable))
    .map((clash) => {
      const { path, message, offending, suggestion = null } = clash
      return mistakeAt(placeOf(clash, tree), path, message, { offending, suggestion })
    })
}

function placeOf({ path, at, index }: Clash, tree: Tree): Place {
  const part = partAt(tree, path)
  if (index !== undefined && part?.kind === 'scalar') return part.within(index)
  return at === 'key' ? keyPlace(tree, path) : valuePlace(tree, path)
}
