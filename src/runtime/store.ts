import type { Model } from '../core/model.ts'

/** What the screen subscribes to: the model as of the last frame, not of the last message; or how it is drawn. */
export type Store<T = Model> = {
  get(): T
  subscribe(listener: () => void): () => void
}

/** A store and the function that shows its subscribers a newer value. */
export function createStore<T = Model>(initial: T): { store: Store<T>; show: (value: T) => void } {
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
    show: (value) => {
      if (value === shown) return
      shown = value
      for (const listener of listeners) listener()
    },
  }
}
