import { readdirSync, readFileSync } from 'node:fs'

/**
 * What is said to the expressions of one table: something (or only to who asks for one moment), an empty answer, a refusal, each
 * by both; something that is not what Prometheus says of itself; something by one and a refusal by the other.
 */
const VERDICTS = [
  'answers',
  'answers at one moment',
  'nothing',
  'theirs is wrong',
  'refused',
  'answered by us alone',
  'refused by us alone',
] as const
export type Verdict = (typeof VERDICTS)[number]

export type Theme = {
  readonly theme: string
  readonly expressions: Readonly<Record<Verdict, readonly string[]>>
}

const FOLDER = new URL('corpus/', import.meta.url)

/**
 * The tables in `corpus/*.promql`: one expression a line, which goes on in the next lines where they are indented.
 * `// …` is a remark; the expressions under `== refused ==` and the like have that verdict.
 */
export function readCorpus(): readonly Theme[] {
  return readdirSync(FOLDER)
    .sort()
    .map((file) => ({
      theme: file.replace('.promql', ''),
      expressions: read(readFileSync(new URL(file, FOLDER), 'utf8')),
    }))
}

function read(text: string): Theme['expressions'] {
  const tables: Record<Verdict, string[]> = {
    answers: [],
    'answers at one moment': [],
    nothing: [],
    'theirs is wrong': [],
    refused: [],
    'answered by us alone': [],
    'refused by us alone': [],
  }
  let table = tables.answers
  for (const line of text.split('\n')) {
    const heading = VERDICTS.find((verdict) => line === `== ${verdict} ==`)
    if (heading !== undefined) table = tables[heading]
    else if (line.startsWith(' ')) table.push(`${table.pop()}\n${line}`)
    else if (line !== '' && !line.startsWith('//')) table.push(line)
  }
  return tables
}
