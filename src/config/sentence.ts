import type { z } from 'zod'
import { describeExpected, describeFound, quotingHint } from './found.ts'
import { either } from './nearest.ts'
import { closestBranch, kindsOf } from './union.ts'

/** What is said of a value, and the words it could have been, where these are few. */
export type Sentence = { readonly message: string; readonly choices: readonly string[] }

/** An issue of the schema in words: what was found and what is expected. The issue's own words come first. */
export function sentenceOf(issue: z.core.$ZodIssue, name: string, found: unknown): Sentence {
  const is = `${name} is ${describeFound(found)}`
  const plain = (message: string): Sentence => ({ message, choices: [] })
  const oneOf = (values: readonly unknown[]): Sentence => {
    const choices = values.map(String)
    return { message: `${is}; expected ${either(choices)}`, choices }
  }
  const isShort = typeof found !== 'object' || found === null
  if (issue.message !== '') return plain(`${isShort ? is : name}: ${issue.message}`)
  switch (issue.code) {
    case 'invalid_type': {
      const expected = describeExpected(issue.expected, found)
      return plain(`${is}; expected ${expected}${quotingHint(issue.expected, found)}`)
    }
    case 'invalid_value':
      return oneOf(issue.values)
    case 'invalid_union': {
      const kinds = kindsOf(issue)
      if (kinds !== null) return oneOf(kinds)
      const branch = closestBranch(issue)
      const types = branch.kind === 'types' ? branch.expected.map((type) => describeExpected(type)) : []
      return plain(`${is}; expected ${either([...new Set(types)]) || 'another form'}`)
    }
    case 'too_small':
      return plain(sizeMessage(name, found, issue.inclusive ? 'at least' : 'more than', issue.minimum))
    case 'too_big':
      return plain(sizeMessage(name, found, issue.inclusive ? 'at most' : 'less than', issue.maximum))
    default:
      return plain(`${is}, which is not valid here`)
  }
}

function sizeMessage(name: string, found: unknown, bound: string, size: number | bigint): string {
  if (found === '') return `${name} is empty`
  if (typeof found === 'string')
    return `${name} is ${describeFound(found)}; expected ${bound} ${size} characters`
  if (!Array.isArray(found)) return `${name} is ${describeFound(found)}; expected ${bound} ${size}`
  return `${name} has ${found.length} ${found.length === 1 ? 'item' : 'items'}; expected ${bound} ${size}`
}
