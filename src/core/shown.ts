import type { Model } from './model.ts'
import type { Instance, SignalConfig } from './signal.ts'

/** A series that a panel shows. */
export type Shown = { readonly config: SignalConfig; readonly instance: Instance }

/** The series of a panel, in its order; none where it shows something else, such as alerts. */
export function seriesShown(
  { profile, signals }: Pick<Model, 'profile' | 'signals'>,
  panel: number,
): readonly Shown[] {
  const id = profile.panels[panel]?.id ?? ''
  return (profile.shown.get(id) ?? []).flatMap((name) => {
    const signal = signals.get(name)
    if (signal === undefined) return []
    return Array.from(signal.instances.values(), (instance) => ({ config: signal.config, instance }))
  })
}
