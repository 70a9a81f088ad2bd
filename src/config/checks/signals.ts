import type { AuthoredSignal } from '../schema/signal.ts'
import { checkQuery } from './queries.ts'
import type { Clash, Readable } from './readable.ts'
import { checkRead } from './reads.ts'
import { checkRules } from './rules.ts'

/** Signals name sources, are read as these can be, and their rules can judge what is read. */
export function checkSignals(readable: Readable): Clash[] {
  return [...readable.signals].flatMap(([id, signal]) =>
    signal === null
      ? []
      : [
          ...checkRead(id, signal, readable),
          ...checkQuery(id, signal),
          ...checkExpected(id, signal),
          ...checkBaseline(id, signal),
          ...checkRules(id, signal),
        ],
  )
}

/** Only what is asked of a server has a past before anybody looked, and what counts from the deployment on has none. */
function checkBaseline(id: string, { baseline, query }: AuthoredSignal): Clash[] {
  if (!baseline || (query !== undefined && !query.includes('_deployment'))) return []
  const why =
    query === undefined
      ? 'only a "query" can be asked of the time before'
      : 'its query counts from the deployment'
  const message = `signals.${id} can't have a "baseline": ${why}`
  return [{ path: ['signals', id, 'baseline'], at: 'key', message, offending: 'baseline' }]
}

function checkExpected(id: string, { label, expect }: AuthoredSignal): Clash[] {
  if (label === undefined && expect.length > 0) {
    const message = `"expect" needs a "label" in signals.${id}: these are values of it`
    return [{ path: ['signals', id, 'expect'], at: 'key', message, offending: 'expect' }]
  }
  return expect.flatMap((value, index): Clash[] =>
    expect.indexOf(value) === index
      ? []
      : [
          {
            path: ['signals', id, 'expect', index],
            at: 'value',
            message: `"${value}" is expected twice`,
            offending: value,
          },
        ],
  )
}
