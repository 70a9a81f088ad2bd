import type { Labels } from '../../core/sample.ts'

/** The labels every series of a target gets, as Prometheus sets them: `job`, `instance`, and what the profile says. */
export function targetLabels(target: {
  readonly url: string
  readonly job: string
  readonly labels: Labels
}): Labels {
  const { protocol, hostname, port } = new URL(target.url)
  const usual = protocol === 'https:' ? '443' : '80'
  const all = { instance: `${hostname}:${port === '' ? usual : port}`, job: target.job, ...target.labels }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''))
}

/**
 * The labels of a series in the store: its own and its target's, which win. A label of its own that has to give way
 * is called `exported_` and its name, once more where that is taken too.
 */
export function mergeLabels(exposed: Labels, target: Labels): Labels {
  const clashes = Object.keys(target)
    .filter((name) => Object.hasOwn(exposed, name))
    .sort((a, b) => a.length - b.length)
  if (clashes.length === 0) return { ...exposed, ...target }
  const renamed = new Map<string, string>()
  for (const name of clashes) {
    let free = `exported_${name}`
    while (Object.hasOwn(exposed, free) || Object.hasOwn(target, free) || renamed.has(free))
      free = `exported_${free}`
    renamed.set(free, exposed[name] ?? '')
  }
  return { ...exposed, ...target, ...Object.fromEntries(renamed) }
}
