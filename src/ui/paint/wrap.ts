import { styledCharsFromTokens, styledCharsToString, tokenize } from '@alcalzone/ansi-tokenize'
import cliTruncate from 'cli-truncate'
import type { TextProps } from 'ink'
import wrapAnsi from 'wrap-ansi'

type Wrap = NonNullable<TextProps['wrap']>

const MOST_REMEMBERED = 512
let remembered = new Map<string, string>()

/** Fits a styled text into so many columns, with the libraries and settings that Ink measured it with. */
export function wrapText(text: string, columns: number, wrap: Wrap): string {
  if (columns <= 0 && (wrap === 'wrap' || wrap === 'hard')) return text
  const width = columns > 0 && columns < 1 ? 1 : columns
  const key = `${width} ${wrap} ${text}`
  const known = remembered.get(key)
  if (known !== undefined) return known
  const wrapped = fitted(text, width, wrap)
  if (remembered.size >= MOST_REMEMBERED) remembered = new Map()
  remembered.set(key, wrapped)
  return wrapped
}

function fitted(text: string, width: number, wrap: Wrap): string {
  if (wrap === 'wrap') return wrapAnsi(text, width, { trim: false, hard: true })
  if (wrap === 'hard') return wrapAnsi(text, width, { trim: false, hard: true, wordWrap: false })
  const position = wrap === 'truncate-middle' ? 'middle' : wrap === 'truncate-start' ? 'start' : 'end'
  return linesOf(text)
    .map((line) => cliTruncate(line, width, { position }))
    .join('\n')
}

/** Each line with its own styles, spelled as Ink spells them: what is cut off depends on it. */
function linesOf(text: string): string[] {
  if (!text.includes('\n')) return [text]
  const lines: ReturnType<typeof styledCharsFromTokens>[] = [[]]
  for (const character of styledCharsFromTokens(tokenize(text))) {
    if (character.value === '\n') lines.push([])
    else lines.at(-1)?.push(character)
  }
  return lines.map((line) => styledCharsToString(line))
}
