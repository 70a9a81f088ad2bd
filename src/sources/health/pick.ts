import { closest, distance } from 'fastest-levenshtein'
import { sanitise } from '../../core/sanitise.ts'

/** What stands at a path of an answer. `key` is what `*` stood for, or null where the path has none. */
export type Picked =
  | { readonly kind: 'found'; readonly key: string | null; readonly value: unknown }
  | { readonly kind: 'missing'; readonly key: string | null; readonly reason: string }

/**
 * Follows a path such as `services.workers.llm` or `models.*.status`; the empty path is the whole answer.
 * `*` stands for every key of an object; with several, the keys are joined by a dot. Indexes of lists are keys too.
 */
export function pick(json: unknown, path: string): readonly Picked[] {
  return follow(json, path === '' ? [] : path.split('.'), [], [])
}

function follow(
  value: unknown,
  rest: readonly string[],
  seen: readonly string[],
  keys: readonly string[],
): Picked[] {
  const [segment, ...after] = rest
  const key = keys.length === 0 ? null : keys.join('.')
  if (segment === undefined) return [{ kind: 'found', key, value }]
  if (!isObject(value)) return [{ kind: 'missing', key, reason: notAnObject(value, segment, seen) }]
  if (segment === '*') {
    return Object.entries(value).flatMap(([name, inner]) => {
      const shown = sanitise(name)
      return follow(inner, after, [...seen, shown], [...keys, shown])
    })
  }
  if (!Object.hasOwn(value, segment))
    return [{ kind: 'missing', key, reason: notThere(value, segment, seen) }]
  return follow(value[segment], after, [...seen, segment], keys)
}

function notAnObject(value: unknown, segment: string, seen: readonly string[]): string {
  const what = value === null ? 'null' : typeof value === 'object' ? 'a list' : `a ${typeof value}`
  const where = seen.length === 0 ? 'the answer' : `"${seen.join('.')}"`
  return `no data: ${where} is ${what} and has no "${segment}"`
}

function notThere(value: object, segment: string, seen: readonly string[]): string {
  const names = Object.keys(value)
  const path = [...seen, segment].join('.')
  if (names.length === 0) return `no data: the answer has no "${path}"; that part is empty`
  const near = closest(segment, names)
  if (distance(segment, near) > Math.max(2, segment.length / 3)) {
    const some = names.slice(0, 5).map((name) => sanitise(name, 40))
    return `no data: the answer has no "${path}"; there is ${some.join(', ')}${names.length > 5 ? ', …' : ''}`
  }
  return `no data: the answer has no "${path}"; the nearest is "${[...seen, sanitise(near, 60)].join('.')}"`
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null
