import type { ServiceChange } from '../change.ts'
import type { Observed, PrepareResult } from '../executor.ts'
import type { Project } from './invocation.ts'
import { preparePower } from './power.ts'
import { refuse } from './refusal.ts'
import { prepareScale } from './scale.ts'
import { readState } from './state.ts'
import { prepareVersion } from './version.ts'

/** What would be done to a project, or why not. Pure. */
export function prepare(project: Project, change: ServiceChange, observed: Observed): PrepareResult {
  const state = readState(observed.state)
  const named = change.kind === 'scale' ? Object.keys(change.to) : change.services
  const unknown = named.find((service) => !Object.hasOwn(state.template, service))
  // An unknown name in --scale is taken with rc 0, and rescales the others.
  if (unknown !== undefined) {
    const known = Object.keys(state.template).join(', ')
    return refuse(`there is no service ${unknown} in the compose files`, `the files have ${known}`)
  }
  switch (change.kind) {
    case 'scale':
      return prepareScale(project, change, state, observed)
    case 'version':
      return prepareVersion(project, change, state, observed)
    case 'restart':
    case 'stop':
    case 'start':
      return preparePower(project, change, state, observed)
  }
}
