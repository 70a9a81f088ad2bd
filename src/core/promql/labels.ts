import type { Labels } from '../sample.ts'

export const METRIC_NAME = '__name__'

/** A label's value; '' where it is not there. */
export const labelOf = (labels: Labels, name: string): string =>
  Object.hasOwn(labels, name) ? (labels[name] ?? '') : ''

const signatures = new WeakMap<Labels, string>()

/** The same text for equal labels and for no others. Remembered by object: series come with the same one each time. */
export function signatureOf(labels: Labels): string {
  const known = signatures.get(labels)
  if (known !== undefined) return known
  const signature = signatureWithout(labels, new Set())
  signatures.set(labels, signature)
  return signature
}

/** The signature of the labels that are not in `left`. */
export function signatureWithout(labels: Labels, left: ReadonlySet<string>): string {
  let signature = ''
  for (const name of Object.keys(labels).sort()) {
    if (!left.has(name)) signature += counted(name) + counted(labelOf(labels, name))
  }
  return signature
}

/** The same text where these labels, in this order, are equal. */
export function signatureOn(labels: Labels, names: readonly string[]): string {
  let signature = ''
  for (const name of names) signature += counted(labelOf(labels, name))
  return signature
}

/** With its length before it, no text can be mistaken for the one after. */
const counted = (text: string): string => `${text.length}:${text}`

const nameless = new WeakMap<Labels, Labels>()

/** The labels without the metric's name; the same object for the same object. */
export function withoutName(labels: Labels): Labels {
  const known = nameless.get(labels)
  if (known !== undefined) return known
  const rest = Object.hasOwn(labels, METRIC_NAME) ? without(labels, new Set([METRIC_NAME])) : labels
  nameless.set(labels, rest)
  return rest
}

export const without = (labels: Labels, names: ReadonlySet<string>): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([name]) => !names.has(name)))

export const only = (labels: Labels, names: readonly string[]): Labels =>
  Object.fromEntries(
    names.filter((name) => Object.hasOwn(labels, name)).map((name) => [name, labelOf(labels, name)]),
  )

/** The labels with one of another value; '' takes it away. */
export function withLabel(labels: Labels, name: string, value: string): Labels {
  const others = Object.entries(labels).filter(([other]) => other !== name)
  return Object.fromEntries(value === '' ? others : [...others, [name, value]])
}

export const isLabelName = (name: string): boolean => /^[a-zA-Z_]\w*$/.test(name)

/** As Prometheus writes a series: `up{job="api"}`. */
export function formatLabels(labels: Labels): string {
  const name = labelOf(labels, METRIC_NAME)
  const matchers = Object.keys(labels)
    .filter((label) => label !== METRIC_NAME)
    .sort()
    .map((label) => `${label}=${JSON.stringify(labelOf(labels, label))}`)
  return matchers.length === 0 && name !== '' ? name : `${name}{${matchers.join(', ')}}`
}
