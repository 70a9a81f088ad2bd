import type { Condition } from '../condition.ts'
import { nearest } from '../nearest.ts'
import { checkCondition } from './conditions.ts'
import type { Clash, Readable } from './readable.ts'

/** Gates name signals and other gates, and none waits for itself. */
export function checkGates(readable: Readable): Clash[] {
  const { gates } = readable
  return [...gates].flatMap(([id, gate]): Clash[] => {
    if (gate === null) return []
    const criteria = gate.criteria.flatMap(({ id: criterion, signal, condition, awaits }, index): Clash[] => {
      const path = ['gates', id, 'criteria', index]
      const isTwice = gate.criteria.findIndex((other) => other.id === criterion) < index
      const twice: Clash = {
        path: [...path, 'id'],
        at: 'value',
        message: `the criterion "${criterion}" is there twice in gates.${id}`,
        offending: criterion,
      }
      return [
        ...(isTwice ? [twice] : []),
        ...checkOfSignal(signal, condition, path, readable),
        ...awaits.flatMap((awaited, at) => checkAwaited(awaited, [...path, 'awaits', at], readable)),
      ]
    })
    const requires = gate.requires.flatMap((wanted, index): Clash[] => {
      const path = ['gates', id, 'requires', index]
      if (!gates.has(wanted)) {
        const message = `there is no gate "${wanted}"`
        return [{ path, at: 'value', message, offending: wanted, suggestion: nearest(wanted, gates.keys()) }]
      }
      const circle = circleOf(id, wanted, gates)
      if (circle === null) return []
      return [
        { path, at: 'value', message: `gates wait for each other: ${circle.join(' → ')}`, offending: wanted },
      ]
    })
    const isEmpty = gate.criteria.length === 0 && gate.requires.length === 0
    const empty: Clash = {
      path: ['gates', id],
      at: 'key',
      message: `the gate "${id}" asks for nothing, so it would always be passed; give it criteria or requires`,
      offending: id,
    }
    return [...criteria, ...requires, ...(isEmpty ? [empty] : [])]
  })
}

/** The signal is there, and the condition can be held against it. */
function checkOfSignal(
  name: string,
  condition: Condition | undefined,
  path: Clash['path'],
  { signals, soundSignals }: Readable,
): Clash[] {
  const signal = signals.get(name)
  if (signal !== undefined)
    return signal === null || !soundSignals.has(name) ? [] : checkCondition(condition, path, name, signal)
  const suggestion = nearest(name, signals.keys())
  return [
    {
      path: [...path, 'signal'],
      at: 'value',
      message: `there is no signal "${name}"`,
      offending: name,
      suggestion,
    },
  ]
}

/** Only a number of a single series has a pace. */
function checkAwaited(
  { signal: name, condition }: { readonly signal: string; readonly condition: Condition },
  path: Clash['path'],
  readable: Readable,
): Clash[] {
  const wrong = (key: 'signal' | 'condition', message: string): Clash[] => [
    { path: [...path, key], at: 'value', message, offending: '' },
  ]
  if (condition.by !== 'number' || condition.of !== 'value')
    return wrong('condition', 'only a number comes nearer to a limit; write it like "<= 0.006"')
  if (readable.signals.get(name)?.label !== undefined)
    return wrong('signal', `signals.${name} has several series, each with a pace of its own`)
  return checkOfSignal(name, condition, path, readable)
}

/** The way from a gate through `next` back to it, or null; each gate is entered once. */
function circleOf(start: string, next: string, gates: Readable['gates']): string[] | null {
  const entered = new Set<string>()
  const walk = (gate: string, way: readonly string[]): string[] | null => {
    if (gate === start) return [...way, gate]
    if (entered.has(gate)) return null
    entered.add(gate)
    for (const wanted of gates.get(gate)?.requires ?? []) {
      const circle = walk(wanted, [...way, gate])
      if (circle !== null) return circle
    }
    return null
  }
  return walk(next, [start])
}
