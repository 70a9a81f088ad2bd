import type { Document, YAMLError } from 'yaml'
import { type Mistake, mistakeAt } from './mistake.ts'
import type { Place } from './tree.ts'

/** After the first few, the rest follows from them. */
const MOST_TOLD = 10

/** What YAML itself has against the text, in words an author knows. */
export function syntaxMistakes(
  document: Document.Parsed,
  text: string,
  placeOf: (offset: number) => Place,
): Mistake[] {
  const problems = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0])
  const exhausted = problems.find(({ code }) => code === 'RESOURCE_EXHAUSTION')
  return (exhausted === undefined ? problems.slice(0, MOST_TOLD) : [exhausted]).map((problem) => {
    const [from, to] = problem.pos
    const offending = text.slice(from, Math.min(Math.max(to, from), from + 80)).trim()
    return mistakeAt(placeOf(from), [], `not YAML: ${messageOf(problem, offending)}`, { offending })
  })
}

function messageOf({ code, message }: YAMLError, offending: string): string {
  switch (code) {
    case 'TAB_AS_INDENT':
      return 'a tab in the indentation; use spaces'
    case 'BLOCK_AS_IMPLICIT_KEY':
      return 'a ": " within a value; put the value in quotes, or check the indentation'
    case 'BAD_SCALAR_START':
      return "a value can't begin with this character; put it in quotes"
    case 'MULTIPLE_DOCS':
      return 'a second document begins here ("---"); a file holds one'
    case 'NON_STRING_KEY':
      return 'a key must be a plain text'
    case 'TAG_RESOLVE_FAILED':
      return `the tag "${offending}" is not known here; leave it away`
    case 'RESOURCE_EXHAUSTION':
      return 'nested too deeply'
    default:
      return message.charAt(0).toLowerCase() + message.slice(1)
  }
}
