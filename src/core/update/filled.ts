import { applyHistory } from '../instances.ts'
import type { Message } from '../message.ts'
import type { Model } from '../model.ts'
import { rejudge } from './rejudge.ts'

/** The past of a source has arrived, or could not be had; then the charts begin at the start of the program. */
export function onFilled(
  model: Model,
  { source: id, result, now }: Extract<Message, { type: 'filled' }>,
): Model {
  const source = model.sources.get(id)
  if (source === undefined) return model
  // Where the past has to be asked for again meanwhile, this answer does not settle that.
  const history = source.history !== 'asked' ? source.history : result.ok ? 'filled' : 'failed'
  const sources = new Map(model.sources).set(id, { ...source, history, isFilling: false })
  if (!result.ok) return rejudge({ ...model, sources }, { source: id })
  const bySignal = Map.groupBy(result.histories, ({ signal }) => signal)
  const signals = new Map(
    [...model.signals].map(([name, signal]) => {
      const histories = bySignal.get(name)
      return [name, histories === undefined ? signal : applyHistory(signal, histories, now)]
    }),
  )
  return rejudge({ ...model, sources, signals }, { source: id })
}
