import { isRemoval } from './merge.ts'
import { type Mistake, mistakeAt } from './mistake.ts'
import { nearest } from './nearest.ts'
import {
  type Branch,
  type Entry,
  formatPath,
  type List,
  type Origin,
  type Place,
  partAt,
  type Tree,
} from './tree.ts'
import { isVariable, VARIABLE } from './variable.ts'
import { readYaml } from './yaml.ts'

/** One value to put over a profile: `sources.prometheus.url` and what it shall be, as YAML. */
export type Assignment = {
  readonly origin: Origin
  readonly steps: readonly string[]
  readonly text: string
  /** Where the value begins within what the person typed. */
  readonly column: number
}

/** Maps whose keys are ids: nothing below an id that is not there yet can be set. */
const BY_ID = ['sources', 'signals', 'gates']

/**
 * The variables that set a value: `HYPERCARE__sources__prometheus__url` is `sources.prometheus.url`, in the order
 * of their names. A name can hold no `-` and no dot in most shells; `--set` reaches the ids that have one.
 */
export function assignmentsOfEnvironment(env: Readonly<Record<string, string | undefined>>): Assignment[] {
  return Object.entries(env)
    .filter(([name]) => isVariable(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => ({
      origin: { kind: 'variable', name },
      steps: name.slice(VARIABLE.length).split('__'),
      text: text ?? '',
      column: 1,
    }))
}

/** The assignment of one `--set a.b=c`. */
export function assignmentOfOption(option: string): Assignment | Mistake {
  const sign = option.indexOf('=')
  const path = sign < 0 ? option : option.slice(0, sign)
  const origin: Origin = { kind: 'option', name: `--set ${path}` }
  if (sign < 0)
    return mistakeAt(
      { origin, line: 1, column: 1 },
      [],
      'no value; write it like --set sources.prometheus.url=http://localhost:9090',
      { offending: path },
    )
  return { origin, steps: path.split('.'), text: option.slice(sign + 1), column: sign + 2 }
}

/** The profile with one value put in its place. `null`, or nothing, removes it. */
export function assign(tree: Tree, assignment: Assignment): { tree: Tree; mistakes: Mistake[] } {
  const { origin, steps, text, column } = assignment
  const start: Place = { origin, line: 1, column }
  const key: Place = { origin, line: 1, column: 1 }
  const read = readYaml(text, start)
  if (read.mistakes.length > 0) return { tree, mistakes: read.mistakes }
  const value: Tree = read.tree ?? { kind: 'scalar', place: start, value: null, within: () => start }
  const mistakes: Mistake[] = []
  const put = (part: Tree, index: number): Tree => {
    const step = steps[index]
    if (step === undefined) return value
    const done = steps.slice(0, index)
    const refuse = (message: string, known: Iterable<string> = []): Tree => {
      const suggestion = nearest(step, known)
      mistakes.push(mistakeAt(key, [...done, step], message, { offending: step, suggestion }))
      return part
    }
    if (step === '') return refuse('the path has an empty part; write it like sources.prometheus.url')
    const isLast = index === steps.length - 1
    if (part.kind === 'scalar') return refuse(`${formatPath(done)} has no parts; nothing can be set below it`)
    if (part.kind === 'list') return putItem(part, step, (item) => put(item, index + 1), refuse)
    const known = part.entries.get(step)
    if (known === undefined && !isLast && index === 1 && BY_ID.includes(done[0] ?? '')) {
      return refuse(`there is no "${step}" in ${formatPath(done)}`, part.entries.keys())
    }
    if (isLast && isRemoval(value, steps)) {
      if (known === undefined)
        return refuse(
          `nothing to remove: there is no "${step}" in ${formatPath(done) || 'the profile'}`,
          part.entries.keys(),
        )
      return { ...part, entries: new Map([...part.entries].filter(([name]) => name !== step)) }
    }
    const below: Tree = known?.value ?? { kind: 'map', place: key, entries: new Map<string, Entry>() }
    const entry: Entry = {
      key: known === undefined || isLast ? key : known.key,
      value: put(below, index + 1),
    }
    return { ...part, entries: new Map([...part.entries, [step, entry]]) } satisfies Branch
  }
  return { tree: put(tree, 0), mistakes }
}

/** An item of a list is named by its index or by its `id`. */
function putItem(
  list: List,
  step: string,
  put: (item: Tree) => Tree,
  refuse: (message: string, known: Iterable<string>) => Tree,
): Tree {
  const ids = list.items.map((item) => {
    const id = partAt(item, ['id'])
    return id?.kind === 'scalar' ? String(id.value) : ''
  })
  const index = /^\d+$/.test(step) ? Number(step) : ids.indexOf(step)
  const item = list.items[index]
  if (item === undefined)
    return refuse(
      `there is no item "${step}"`,
      ids.filter((id) => id !== ''),
    )
  return { ...list, items: list.items.with(index, put(item)) }
}
