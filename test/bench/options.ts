import { parseArgs } from 'node:util'
import { PEERS } from './peers.ts'

export const USAGE = `npm run bench -- [options]
  --quick          short runs: for a first look, not for a claim
  --minutes <n>    RSS after so many minutes (1); from 25 on the growth of the heap as well
  --only <names>   some of: hypercare, tick, scraping, ${PEERS.join(', ')}; separated by commas
  --json <file>    the figures as JSON too
  --cpu-prof <dir> a CPU profile of the busy watch, written there
HYPERCARE_BIN=<file> measures another build.`

export type Options = {
  readonly warmUpMs: number
  /** Until what lasts 48 hours has settled, ms: V8 has compiled what is called often, and the past is filled in. */
  readonly settleMs: number
  readonly runMs: number
  readonly starts: number
  readonly keys: number
  readonly minutes: number
  readonly only: readonly string[] | null
  readonly json: string | null
  readonly cpuProf: string | null
}

/** Throws for options that do not exist. */
export function readOptions(argv: readonly string[]): Options | 'help' {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      quick: { type: 'boolean', default: false },
      minutes: { type: 'string', default: '1' },
      only: { type: 'string' },
      json: { type: 'string' },
      'cpu-prof': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return 'help'
  const minutes = Number(values.minutes)
  if (!(minutes >= 0)) throw new Error(`--minutes ${values.minutes} is no number of minutes`)
  const lengths = values.quick
    ? { warmUpMs: 4_000, settleMs: 15_000, runMs: 10_000, starts: 3, keys: 30, minutes: 0 }
    : { warmUpMs: 10_000, settleMs: 75_000, runMs: 30_000, starts: 7, keys: 100, minutes }
  return {
    ...lengths,
    only: values.only?.split(',') ?? null,
    json: values.json ?? null,
    cpuProf: values['cpu-prof'] ?? null,
  }
}
