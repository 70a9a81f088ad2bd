/** Steps of the entropy schedule, and of a checkpoint, as the runbook configures them. */
const DECAY_STEPS = 10_000
export const STEPS_PER_CHECKPOINT = 500

const INITIAL_COEFFICIENT = 0.02
const FINAL_COEFFICIENT = 0.005

/** Steps per second of one worker: the schedule ends 30 h after the deployment. */
const STEPS_PER_SECOND = DECAY_STEPS / (30 * 3600)

/** Entropy coefficient of the plan at a step: linear, then level. */
export function entropyCoefficient(step: number): number {
  const progress = Math.min(1, step / DECAY_STEPS)
  return INITIAL_COEFFICIENT + (FINAL_COEFFICIENT - INITIAL_COEFFICIENT) * progress
}

/** Training steps per second; more workers help, each a little less than the one before. */
export function stepsPerSecond(rlWorkers: number, pace: number): number {
  return STEPS_PER_SECOND * rlWorkers ** 0.8 * pace
}

/** Loss, reward and policy entropy of training that goes well, at a step. */
export function healthyLoss(step: number): number {
  return 0.27 + 0.35 * Math.exp(-step / 900)
}
export function healthyReward(step: number): number {
  return 0.1 + 0.55 * (1 - Math.exp(-step / 1800))
}
export function healthyEntropy(step: number): number {
  return 0.8 + 0.8 * Math.exp(-step / 6000)
}
