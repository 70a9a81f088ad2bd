import type { Breaker } from './breaker.ts'
import { BREAKER_PASSES } from './breaker.ts'
import type { ByMode, ByModel, Mode } from './names.ts'
import { byMode, byModel, MODELS, MODES } from './names.ts'

/** Which model answers in which mode, in ordinary serving. */
const MODEL_WEIGHTS: ByMode<ByModel<number>> = {
  fast: { qwen: 0.03, mistral: 0.6, llama: 0.37 },
  balanced: { qwen: 0.5, mistral: 0.35, llama: 0.15 },
  creative: { qwen: 0.8, mistral: 0.12, llama: 0.08 },
}

/** Ratio of the requests meant for an open model that auto downshift serves in fast mode instead. */
const AUTO_DOWNSHIFT_RATIO = 0.3

/** After set-mode fast, sessions that began in another mode end there: a trickle remains. */
const KEPT_IN_MODE: Readonly<Record<Mode, ByMode<number>>> = {
  fast: { fast: 1, balanced: 0.3, creative: 0.3 },
  balanced: { fast: 1, balanced: 1, creative: 1 },
  creative: { fast: 0.8, balanced: 1, creative: 1 },
}

/** The mode that takes what is not kept. */
const SHIFTED_TO: Readonly<Record<Mode, Mode>> = { fast: 'fast', balanced: 'fast', creative: 'creative' }

/** Where requests go: the share of each mode, and within a mode the share of each model; each sums to 1, or to 0 where nothing can answer. */
export interface Routing {
  readonly shares: ByMode<number>
  readonly models: ByMode<ByModel<number>>
  /** How hard each model is driven, relative to balanced serving; what its breaker holds back counts too. */
  readonly drive: ByModel<number>
}

/** Serving mode fast hands every mode to the small models. */
function wantedModel(serving: Mode, mode: Mode): ByModel<number> {
  return MODEL_WEIGHTS[serving === 'fast' ? 'fast' : mode]
}

export function routeRequests(asked: ByMode<number>, serving: Mode, breakers: ByModel<Breaker>): Routing {
  const shifted = byMode((mode) => {
    const kept = KEPT_IN_MODE[serving][mode]
    const blocked = MODELS.reduce(
      (sum, model) => sum + wantedModel(serving, mode)[model] * (breakers[model].state === 'open' ? 1 : 0),
      0,
    )
    return { kept: asked[mode] * kept, blocked: mode === 'fast' ? 0 : blocked * AUTO_DOWNSHIFT_RATIO }
  })
  const manual = 1 - MODES.reduce((sum, mode) => sum + shifted[mode].kept, 0)
  const auto = MODES.reduce((sum, mode) => sum + shifted[mode].kept * shifted[mode].blocked, 0)
  const shares = byMode(
    (mode) =>
      shifted[mode].kept * (1 - shifted[mode].blocked) +
      (mode === SHIFTED_TO[serving] ? manual : 0) +
      (mode === 'fast' ? auto : 0),
  )
  return {
    shares,
    models: byMode((mode) => passBreakers(wantedModel(serving, mode), breakers)),
    drive: byModel((model) => {
      const wanted = MODES.reduce((sum, mode) => sum + shares[mode] * wantedModel(serving, mode)[model], 0)
      const usual = MODES.reduce((sum, mode) => sum + asked[mode] * MODEL_WEIGHTS[mode][model], 0)
      return wanted / usual
    }),
  }
}

function passBreakers(weights: ByModel<number>, breakers: ByModel<Breaker>): ByModel<number> {
  const passed = byModel((model) => weights[model] * BREAKER_PASSES[breakers[model].state])
  const sum = passed.qwen + passed.mistral + passed.llama
  return sum > 0 ? byModel((model) => passed[model] / sum) : passed
}
