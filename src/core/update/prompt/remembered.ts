import type { Model } from '../../model.ts'
import { type MemoryResult, remember } from '../../prompt/prompt.ts'

/** What other sessions chose comes before what was chosen here meanwhile. */
export function onRemembered(model: Model, result: MemoryResult): Model {
  const { commands } = model.remembered
  return {
    ...model,
    remembered: result.ok
      ? { commands: commands.reduce(remember, result.commands), problem: null }
      : { commands, problem: result.reason },
  }
}
