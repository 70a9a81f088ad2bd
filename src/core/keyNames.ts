/** A key as the terminal tells it: `q`, `ctrl+l`, `tab`, `shift+tab`, `enter`, `escape`, `up`, `1`. */
export type KeyName = string

/** Keys that commands have instead of their usual ones; none at all for an empty list. */
export type Rebinding = Readonly<Record<string, readonly KeyName[]>>

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz']
/** What a terminal sends for these is another key. */
const SAME: Readonly<Record<KeyName, KeyName>> = {
  'ctrl+h': 'backspace',
  'ctrl+i': 'tab',
  'ctrl+j': 'enter',
  'ctrl+m': 'enter',
}

/** Keys that are no character. */
export const NAMED_KEYS: readonly KeyName[] = [
  'up',
  'down',
  'left',
  'right',
  'pageup',
  'pagedown',
  'home',
  'end',
  'enter',
  'escape',
  'tab',
  'shift+tab',
  'backspace',
  'delete',
  'space',
  ...LETTERS.map((letter) => `ctrl+${letter}`).filter((name) => !(name in SAME)),
]

/** The key that a profile means, as the terminal tells it; null where no key is called so. */
export function keyNamed(name: string): KeyName | null {
  if (name === 'space') return ' '
  const [character, ...more] = name
  const isCharacter = character !== undefined && more.length === 0 && /^[^\s\p{C}\p{M}]$/u.test(character)
  return isCharacter || NAMED_KEYS.includes(name) ? name : null
}

/** The key that a terminal can't tell this one from, or null. */
export const sameKeyAs = (name: string): KeyName | null => SAME[name] ?? null
