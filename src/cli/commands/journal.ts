import { recordsOf, unfinished } from '../../actions/entry.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { Line } from '../../journal/line.ts'
import { follow } from '../../runner/follow.ts'
import { openActing } from '../acting.ts'
import { EXIT } from '../exit.ts'
import { complain, print } from '../print.ts'
import { openProfile, type ProfileOptions } from '../profile.ts'
import { ended } from '../signals.ts'

export type JournalOptions = ProfileOptions & {
  readonly follow?: boolean
  readonly filter: readonly string[]
  readonly json?: boolean
}

/** `hypercare journal`: what was done, by whom, and what came of it. */
export async function showJournal(options: JournalOptions): Promise<number> {
  const opened = await openJournal(options)
  if (typeof opened === 'number') return opened
  const { journal, chain } = opened
  const tell = (line: Line): void => {
    if (options.filter.every((filter) => fits(line, filter)))
      print(options.json === true ? JSON.stringify(line) : describe(line))
  }
  for (const line of chain.lines) tell(line)
  if (chain.damage !== null)
    complain(`${journal.path}:${chain.damage.line}: ${chain.damage.words}; the rest is not shown`)
  if (options.follow === true) {
    const leaving = new AbortController()
    void ended().then(() => leaving.abort())
    for await (const line of follow(journal, leaving.signal, chain.head.seq)) tell(line)
  }
  return chain.damage === null ? EXIT.ok : EXIT.found
}

/** `hypercare journal verify`: names the first line that is not what was written. */
export async function verifyJournal(options: ProfileOptions): Promise<number> {
  const opened = await openJournal(options)
  if (typeof opened === 'number') return opened
  const { journal, chain } = opened
  const { lines, torn, damage } = chain
  for (const line of torn) if (damage === null) print(`${journal.path}:${line}: cut off by a crash; left out`)
  if (damage !== null) {
    complain(`${journal.path}:${damage.line}: ${damage.words}`)
    return EXIT.found
  }
  print(`${journal.path}: ${lines.length} entries, none edited or missing`)
  const open = unfinished(recordsOf(lines))
  for (const { id, action, stage } of open)
    print(`open: ${id} (${action}) is ${stage}; find out with: hypercare act --reconcile ${id}`)
  return EXIT.ok
}

/** The journal of a profile as it is now; the exit code where there is none to be read. */
async function openJournal(options: ProfileOptions) {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const { journal } = openActing(profile, options)
  const read = await journal.read()
  if (read.ok) return { journal, chain: read.chain }
  complain(read.reason)
  return EXIT.unavailable
}

const FIELDS = ['id', 'stage', 'action', 'target', 'user', 'host'] as const

/** `stage=verified`, or a text that stands somewhere in the line as people see it. */
function fits(line: Line, filter: string): boolean {
  const [name = '', ...rest] = filter.split('=')
  const field = FIELDS.find((known) => known === name)
  if (field === undefined || rest.length === 0) return describe(line).includes(filter)
  return line[field] === rest.join('=')
}

function describe({ seq, at, id, stage, action, words, user, host }: Line): string {
  const time = new Date(at).toISOString().slice(0, 19).replace('T', ' ')
  return `${String(seq).padStart(5)}  ${time}  ${id}  ${stage.padEnd(13)}  ${sanitise(`${action}  ${words}  (${user}@${host})`, 400)}`
}
