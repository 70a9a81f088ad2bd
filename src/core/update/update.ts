import type { Message } from '../message.ts'
import type { Model } from '../model.ts'
import { fresh } from '../notice.ts'
import { onJournal, onPlanned, onStarted } from './acting/answered.ts'
import { tendActions } from './acting/time.ts'
import { compare, onCompared } from './compare.ts'
import { locateDeployment } from './deployed.ts'
import { onFilled } from './filled.ts'
import { inspect, onInspected } from './inspect.ts'
import { onIntent } from './intent.ts'
import { onKey, onPasted } from './key.ts'
import type { Next } from './next.ts'
import { notify } from './notify.ts'
import { onPolled } from './polled.ts'
import { onRemembered } from './prompt/remembered.ts'
import { onRecalled, recall } from './recall.ts'
import { rejudge } from './rejudge.ts'
import { onTick } from './tick.ts'

/**
 * The only way the model changes. Pure: the same model and message always give the same next model and effects.
 * Throws: never.
 */
export function update(model: Model, message: Message): Next {
  return notify(model, updated(model, message))
}

function updated(model: Model, message: Message): Next {
  switch (message.type) {
    case 'tick':
      return tendActions(
        inspect(
          askForPast(
            onTick({ ...model, now: message.now, notice: fresh(model.notice, message.now) }, message.now),
          ),
        ),
      )
    case 'polled': {
      const next = onPolled({ ...model, now: message.now }, message)
      return { ...next, model: locateDeployment(next.model) }
    }
    case 'filled':
      return askForPast({ model: onFilled({ ...model, now: message.now }, message), effects: [] })
    case 'recalled':
      return compare({ model: onRecalled({ ...model, now: message.now }, message), effects: [] })
    case 'compared':
      return { model: onCompared({ ...model, now: message.now }, message), effects: [] }
    case 'inspected':
      return inspect({ model: onInspected({ ...model, now: message.now }, message), effects: [] })
    case 'resumed':
      return {
        model: rejudge({ ...model, now: message.now, trustedSince: message.now, sources: askAgain(model) }),
        effects: [],
      }
    case 'intent':
      return inspect(onIntent({ ...model, now: message.now }, message.intent))
    case 'key':
      return inspect(onKey({ ...model, now: message.now }, message.key, message.isBlind))
    case 'pasted':
      return onPasted({ ...model, now: message.now }, message.text, message.isBlind)
    case 'planned':
      return onPlanned({ ...model, now: message.now }, message)
    case 'started':
      return onStarted({ ...model, now: message.now }, message)
    case 'journal':
      return { model: onJournal({ ...model, now: message.now }, message), effects: [] }
    case 'noticed': {
      const { now, words, isBad } = message
      return { model: { ...model, now, notice: { at: now, words, isBad } }, effects: [] }
    }
    case 'remembered':
      return { model: onRemembered(model, message.result), effects: [] }
    case 'resized':
      return {
        model: { ...model, view: { ...model.view, columns: message.columns, rows: message.rows } },
        effects: [],
      }
    case 'themed':
      return { model: { ...model, view: { ...model.view, themeProblem: message.problem } }, effects: [] }
  }
}

const askForPast = (next: Next): Next => compare(recall(next))

/**
 * After a standstill every source is due as soon as it is free, an answer still on its way counts as late,
 * and the past is asked for again to close the gap.
 */
function askAgain(model: Model): Model['sources'] {
  return new Map(
    [...model.sources].map(([id, source]) => [
      id,
      { ...source, seenSeq: source.seq, nextPollAt: 0, history: 'wanted' as const },
    ]),
  )
}
