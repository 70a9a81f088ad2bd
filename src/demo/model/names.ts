/** The serving modes of the platform, cheapest first. */
export const MODES = ['fast', 'balanced', 'creative'] as const
export type Mode = (typeof MODES)[number]

/** The language models behind the modes. */
export const MODELS = ['qwen', 'mistral', 'llama'] as const
export type Model = (typeof MODELS)[number]

/** HTTP statuses the platform answers its users with. */
export const STATUSES = ['200', '400', '422', '429', '500', '502', '503', '504'] as const
export type Status = (typeof STATUSES)[number]

/** Why a checkpoint was rolled back, as the label `reason` says it. */
export const ROLLBACK_REASONS = ['loss_spike', 'reward_drop', 'manual'] as const
export type RollbackReason = (typeof ROLLBACK_REASONS)[number]

export type ByMode<T> = Readonly<Record<Mode, T>>
export type ByModel<T> = Readonly<Record<Model, T>>
export type ByStatus<T> = Readonly<Record<Status, T>>

export function byMode<T>(build: (mode: Mode) => T): ByMode<T> {
  return { fast: build('fast'), balanced: build('balanced'), creative: build('creative') }
}

export function byModel<T>(build: (model: Model) => T): ByModel<T> {
  return { qwen: build('qwen'), mistral: build('mistral'), llama: build('llama') }
}

export function byStatus<T>(build: (status: Status) => T): ByStatus<T> {
  return {
    200: build('200'),
    400: build('400'),
    422: build('422'),
    429: build('429'),
    500: build('500'),
    502: build('502'),
    503: build('503'),
    504: build('504'),
  }
}
