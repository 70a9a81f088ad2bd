import { formatExactly } from '../../core/time.ts'
import { either, nearest } from '../nearest.ts'
import type { AuthoredAdvice, AuthoredSingle, AuthoredWhen } from '../schema/advice.ts'
import { checkCondition } from './conditions.ts'
import type { Clash, Readable } from './readable.ts'

/** Advice hangs on what is there, and on no longer a past than is kept. */
export function checkAdvice(readable: Readable): Clash[] {
  const { advice, history } = readable
  return advice.flatMap((each, index): Clash[] => {
    if (each === null) return []
    const path = ['advice', index]
    return [
      ...checkTwice(advice, each, index),
      ...checkAction(each, path, readable),
      ...checkWhen(each.when, [...path, 'when'], readable),
      ...(each.done === undefined ? [] : checkWhen(each.done, [...path, 'done'], readable)),
      ...(history !== null && each.for > history.length ? [tooLong(each, history.length, path)] : []),
    ]
  })
}

function checkTwice(advice: Readable['advice'], { id }: AuthoredAdvice, index: number): Clash[] {
  if (advice.findIndex((other) => other?.id === id) === index) return []
  return [
    {
      path: ['advice', index, 'id'],
      at: 'value',
      message: `the advice "${id}" is there twice`,
      offending: id,
    },
  ]
}

function checkAction({ action }: AuthoredAdvice, path: Clash['path'], { actions }: Readable): Clash[] {
  if (action === undefined || actions.has(action)) return []
  const message = `there is no action "${action}"`
  const suggestion = nearest(action, actions.keys())
  return [{ path: [...path, 'action'], at: 'value', message, offending: action, suggestion }]
}

function tooLong(advice: AuthoredAdvice, length: number, path: Clash['path']): Clash {
  const [wanted, kept] = [formatExactly(advice.for), formatExactly(length)]
  const message = `${wanted} is more past than is kept (history.length, ${kept}); ask for it in the query of a signal`
  return { path: [...path, 'for'], at: 'value', message, offending: wanted }
}

function checkWhen(when: AuthoredWhen, path: Clash['path'], readable: Readable): Clash[] {
  if ('all' in when) return when.all.flatMap((each, at) => checkWhen(each, [...path, 'all', at], readable))
  if ('any' in when) return when.any.flatMap((each, at) => checkWhen(each, [...path, 'any', at], readable))
  return checkSingle(when, path, readable)
}

/** What a state can hang on alone. */
const FACTS = ['alert', 'event'] as const
const WAYS = ['is', 'condition', 'lost'] as const

function checkSingle(single: AuthoredSingle, path: Clash['path'], readable: Readable): Clash[] {
  const { signal: name, event, part, condition } = single
  const clash = (message: string, key: string | null = null, offending = ''): Clash => ({
    path: key === null ? path : [...path, key],
    at: key === null ? 'value' : 'key',
    message,
    offending,
  })
  const given = WAYS.filter((way) => single[way] !== undefined)
  const [way, second] = given
  const alone = FACTS.find((key) => single[key] !== undefined)
  if (alone !== undefined) {
    const besides = Object.keys(single).filter(
      (key) => key !== alone && !(key === 'within' && event !== undefined),
    )
    return besides.map((key) => clash(`"${key}" can't stand beside "${alone}"`, key, key))
  }
  if (single.within !== undefined) return [clash('"within" belongs to an "event"', 'within', 'within')]
  if (name === undefined) return [clash('a state needs a "signal", an "alert" or an "event"')]
  const { signals, soundSignals } = readable
  const signal = signals.get(name)
  if (signal === undefined) {
    const unknown = clash(`there is no signal "${name}"`, 'signal', name)
    return [{ ...unknown, at: 'value', suggestion: nearest(name, signals.keys()) }]
  }
  if (way === undefined) return [clash(`what of ${name}? give it ${either(WAYS.map((key) => `"${key}"`))}`)]
  if (second !== undefined) return [clash(`"${second}" can't stand beside "${way}"`, second, second)]
  if (part !== undefined && way === 'lost')
    return [clash('"part" can\'t stand beside "lost"', 'part', 'part')]
  if (part !== undefined && signal?.label === undefined)
    return [clash(`signals.${name} has a single series, of which there is no part`, 'part', 'part')]
  if (signal === null || !soundSignals.has(name)) return []
  if (single.is !== undefined && signal.rules.length === 0 && signal.onFailure === 'unknown')
    return [clash(`signals.${name} has no rules, so it is never "${single.is}"`, 'is', single.is)]
  return condition === undefined ? [] : checkCondition(condition, path, name, signal)
}
