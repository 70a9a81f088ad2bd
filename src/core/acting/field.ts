import { sanitise } from '../sanitise.ts'

/** A line of text that is being typed. The cursor counts characters. */
export type Field = { readonly text: string; readonly cursor: number }

export const EMPTY: Field = { text: '', cursor: 0 }

/** More cells than these are no note any more. */
const LONGEST = 200

/** The text put in at the cursor; what a terminal would not show as it is, is spelled out or becomes a blank. */
export function insert({ text, cursor }: Field, added: string): Field {
  const characters = [...text]
  const before = characters.slice(0, cursor).join('')
  const after = characters.slice(cursor).join('')
  const whole = sanitise(before + added.replaceAll(/\s+/g, ' ') + after, LONGEST)
  const behind = [...after].length
  return { text: whole, cursor: Math.max(0, [...whole].length - behind) }
}

/** The field after a key that edits; null for a key that does not. */
export function edit(field: Field, key: string): Field | null {
  const characters = [...field.text]
  const { cursor } = field
  const without = (from: number, to: number): Field => ({
    text: [...characters.slice(0, from), ...characters.slice(to)].join(''),
    cursor: from,
  })
  switch (key) {
    case 'left':
      return { ...field, cursor: Math.max(0, cursor - 1) }
    case 'right':
      return { ...field, cursor: Math.min(characters.length, cursor + 1) }
    case 'home':
    case 'ctrl+a':
      return { ...field, cursor: 0 }
    case 'end':
    case 'ctrl+e':
      return { ...field, cursor: characters.length }
    case 'backspace':
      return without(Math.max(0, cursor - 1), cursor)
    case 'delete':
    case 'ctrl+d':
      return without(cursor, cursor + 1)
    case 'ctrl+w':
      return without(startOfWord(characters, cursor), cursor)
    case 'ctrl+u':
      return without(0, cursor)
    default:
      return [...key].length === 1 ? insert(field, key) : null
  }
}

/** Where the word before the cursor begins, blanks behind it included. */
function startOfWord(characters: readonly string[], cursor: number): number {
  let from = cursor
  while (from > 0 && characters[from - 1] === ' ') from -= 1
  while (from > 0 && characters[from - 1] !== ' ') from -= 1
  return from
}
