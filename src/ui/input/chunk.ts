import type { KeyName } from '../../core/keyNames.ts'

/** What came from the keyboard: keys that were pressed, or text that came as a whole. */
export type Input =
  | { readonly kind: 'key'; readonly key: KeyName }
  | { readonly kind: 'text'; readonly text: string }

const PASTE = '\u001b[200~'
const PASTED = '\u001b[201~'

const NAMED: Readonly<Record<string, KeyName>> = {
  '\r': 'enter',
  '\n': 'enter',
  '\t': 'tab',
  '\u001b[Z': 'shift+tab',
  '\u007f': 'backspace',
  '\b': 'backspace',
  '\u001b': 'escape',
  ...arrows('A', 'up'),
  ...arrows('B', 'down'),
  ...arrows('C', 'right'),
  ...arrows('D', 'left'),
  ...arrows('H', 'home'),
  ...arrows('F', 'end'),
  '\u001b[1~': 'home',
  '\u001b[4~': 'end',
  '\u001b[3~': 'delete',
  '\u001b[5~': 'pageup',
  '\u001b[6~': 'pagedown',
}

function arrows(letter: string, key: KeyName): Record<string, KeyName> {
  return { [`\u001b[${letter}`]: key, [`\u001bO${letter}`]: key }
}

/**
 * Reads a terminal's input where Ink does not. As there, several different characters at once were pasted, or typed while
 * nobody listened: they press no key.
 */
export function createInput(): (chunk: string) => readonly Input[] {
  /** What was pasted so far; null while nothing is. */
  let pasted: string | null = null
  return function read(chunk): readonly Input[] {
    if (pasted !== null) {
      const end = chunk.indexOf(PASTED)
      if (end === -1) {
        pasted += chunk
        return []
      }
      const text = pasted + chunk.slice(0, end)
      pasted = null
      return [{ kind: 'text', text }, ...read(chunk.slice(end + PASTED.length))]
    }
    const start = chunk.indexOf(PASTE)
    if (start === -1) return pressed(chunk)
    pasted = ''
    return [...pressed(chunk.slice(0, start)), ...read(chunk.slice(start + PASTE.length))]
  }
}

function pressed(chunk: string): readonly Input[] {
  if (chunk === '') return []
  const [first = ''] = /^\u001b[[O][\d;]*[A-Za-z~]/.exec(chunk) ?? [...chunk]
  const times = chunk.length / first.length
  // The same several times is a key held down.
  if (first.repeat(Math.floor(times)) !== chunk)
    return first.startsWith('\u001b') ? [] : [{ kind: 'text', text: chunk }]
  const key = nameOf(first)
  return key === null ? [] : Array.from({ length: times }, () => ({ kind: 'key', key }))
}

function nameOf(sequence: string): KeyName | null {
  const named = NAMED[sequence]
  if (named !== undefined) return named
  const code = sequence.charCodeAt(0)
  if (code >= 1 && code <= 26) return `ctrl+${String.fromCharCode(code + 96)}`
  return code < 32 || sequence.startsWith('\u001b') ? null : sequence
}
