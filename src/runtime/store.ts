import type { Model } from '../core/model.ts'

/** What the screen subscribes to: the model as of the last frame, not of the last message. */
export type Store = {
  get(): Model
  subscribe(listener: () => void): () => void
}

/** A store and the function that shows its subscribers a newer model. */
export function createStore(initial: Model): { store: Store; show: (model: Model) => void } {
  let shown = initial
  const listeners = new Set<() => void>()
  return {
    store: {
      get: () => shown,
      subscribe: (listener) => {
        listeners.add(listener)
        return () => listeners.delete(listener)
      },
    },
    show: (model) => {
      if (model === shown) return
      shown = model
      for (const listener of listeners) listener()
    },
  }
}
