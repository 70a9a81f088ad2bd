import type { Effect } from '../message.ts'
import type { Model } from '../model.ts'

/** What comes of a message: the next model, and what the runtime must do. */
export type Next = { readonly model: Model; readonly effects: readonly Effect[] }
