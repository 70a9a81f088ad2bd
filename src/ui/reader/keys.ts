import { keymapOf } from '../../core/bindings.ts'
import { isActing } from '../../core/intent.ts'
import type { KeyName } from '../../core/keyNames.ts'
import type { Model } from '../../core/model.ts'
import { keySign } from '../screen/footer.ts'
import { spoken } from './spoken.ts'

/** Keys whose signs have no sound. */
const NAMES: Readonly<Record<string, string>> = {
  enter: 'Enter',
  escape: 'Escape',
  'shift+tab': 'Shift-Tab',
  up: 'arrow up',
  down: 'arrow down',
  left: 'arrow left',
  right: 'arrow right',
  '?': 'question mark',
}

/** What every key does, a line each; the digits are one. */
export function keyLines({ profile, actions }: Model): readonly string[] {
  return keymapOf(profile)
    .filter(({ intent }) => actions.readOnly === null || !isActing(intent))
    .flatMap(({ keys, intent, description }) => {
      if (intent.type !== 'focus') return [`${keys.map(nameOf).join(' or ')}: ${spoken(description)}`]
      return intent.panel === 0 ? ['1 to 9, and 0: Focus the panel with that number'] : []
    })
}

const nameOf = (key: KeyName): string => NAMES[key] ?? (/^[A-Z]$/.test(key) ? `capital ${key}` : keySign(key))
