import type { Key } from 'ink'
import type { KeyName } from '../../core/keyNames.ts'

const NAMED: readonly (readonly [keyof Key, KeyName])[] = [
  ['upArrow', 'up'],
  ['downArrow', 'down'],
  ['leftArrow', 'left'],
  ['rightArrow', 'right'],
  ['pageUp', 'pageup'],
  ['pageDown', 'pagedown'],
  ['home', 'home'],
  ['end', 'end'],
  ['return', 'enter'],
  ['escape', 'escape'],
  ['backspace', 'backspace'],
  ['delete', 'delete'],
]

/**
 * The keys in one piece of input. Several different characters at once were pasted, or typed while the program could
 * not listen: nobody saw what they would do, so they do nothing. The same character several times is a key held down.
 */
export function keysOf(input: string, key: Key): readonly KeyName[] {
  if (key.tab) return [key.shift ? 'shift+tab' : 'tab']
  const named = NAMED.find(([property]) => key[property])
  if (named !== undefined) return [named[1]]
  const characters = [...input]
  const [first] = characters
  if (first === undefined || characters.some((character) => character !== first)) return []
  if (key.ctrl) return [`ctrl+${first}`]
  return key.meta ? [] : characters
}

/** Whether the input is text of several characters: pasted, or typed while nobody listened. */
export const isText = (input: string, key: Key): boolean =>
  input.length > 1 && !key.ctrl && !key.meta && !NAMED.some(([property]) => key[property])
