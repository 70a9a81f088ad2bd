import type { Faults } from './faults.ts'
import type { RollbackReason } from './names.ts'
import type { Random } from './random.ts'
import { approach, wander } from './random.ts'
import {
  healthyEntropy,
  healthyLoss,
  healthyReward,
  STEPS_PER_CHECKPOINT,
  stepsPerSecond,
} from './schedule.ts'

export interface Checkpoint {
  readonly step: number
  readonly savedAtAgeSeconds: number
}

/** PPO training: where it stands, how it looks, and the checkpoint it would go back to. */
export interface Training {
  /** Steps done, the fraction of the running one included. */
  readonly progress: number
  readonly loss: number
  /** Loss as the spike detector remembers it. */
  readonly lossBaseline: number
  readonly reward: number
  /** Moving averages of the reward over 10 and 100 episodes. */
  readonly rewardMa10: number
  readonly rewardMa100: number
  readonly policyEntropy: number
  readonly normaliserMean: number
  readonly normaliserVariance: number
  readonly checkpoint: Checkpoint
  readonly saves: number
  readonly rollbacks: Readonly<Record<RollbackReason, number>>
  /** The spike or drop that is striking now, until a rollback ends it. */
  readonly upset: { readonly reason: RollbackReason; readonly sinceAgeSeconds: number } | undefined
  readonly upsetsSeen: number
  /** Whether somebody rolled back by hand and so threw away what had diverged or collapsed. */
  readonly cured: boolean
  readonly lossNoise: number
  readonly rewardNoise: number
}

/** Automatic rollback: loss at this many times its baseline, or reward this far under its average, for 3 s. */
const LOSS_SPIKE_FACTOR = 2
const REWARD_DROP = 0.5
const DETECTION_SECONDS = 3

const UPSET_LOSS_FACTOR = 3.1
const UPSET_REWARD_DROP = 0.85
const DIVERGED_LOSS_FACTOR = 4
const DIVERGED_REWARD_DROP = 0.34
const EPISODES_PER_SECOND = 1
const REWARD_DEVIATION = 0.24
const DIVERGED_REWARD_DEVIATION = 0.14
const NORMALISER_EPISODES = 1000

export function createTraining(): Training {
  const reward = healthyReward(0)
  return {
    progress: 0,
    loss: healthyLoss(0),
    lossBaseline: healthyLoss(0),
    reward,
    rewardMa10: reward,
    rewardMa100: reward,
    policyEntropy: healthyEntropy(0),
    normaliserMean: reward,
    normaliserVariance: REWARD_DEVIATION ** 2,
    checkpoint: { step: 0, savedAtAgeSeconds: 0 },
    saves: 0,
    rollbacks: { loss_spike: 0, reward_drop: 0, manual: 0 },
    upset: undefined,
    upsetsSeen: 0,
    cured: false,
    lossNoise: 0,
    rewardNoise: 0,
  }
}

/** The step training has completed. */
export function trainingStep(training: Training): number {
  return Math.floor(training.progress)
}

/** Training at `ageSeconds`, the end of a slice of `dtSeconds`, and the rewards of its episodes. */
export function stepTraining(
  training: Training,
  faults: Faults,
  rlWorkers: number,
  ageSeconds: number,
  dtSeconds: number,
  random: Random,
): { readonly training: Training; readonly rewards: readonly number[] } {
  // Nobody trains: nothing strikes, and every gauge stays where it was.
  if (rlWorkers === 0) return { training: { ...training, upsetsSeen: faults.upsets }, rewards: [] }

  const divergence = training.cured ? 0 : faults.divergence
  const collapse = training.cured ? 0 : faults.collapse
  const pace = training.cured ? 1 : faults.trainingPace
  const struck = strike(training, faults.upsets, ageSeconds)
  const advanced = advance(struck, stepsPerSecond(rlWorkers, pace) * dtSeconds, ageSeconds)
  const step = trainingStep(advanced)

  const lossNoise = wander(training.lossNoise, dtSeconds, 8, random)
  const rewardNoise = wander(training.rewardNoise, dtSeconds, 12, random)
  const loss =
    healthyLoss(step) *
    DIVERGED_LOSS_FACTOR ** divergence *
    (1 + 0.05 * lossNoise) *
    (advanced.upset?.reason === 'loss_spike' ? UPSET_LOSS_FACTOR : 1)
  const expectedReward =
    healthyReward(step) -
    DIVERGED_REWARD_DROP * divergence -
    (advanced.upset?.reason === 'reward_drop' ? UPSET_REWARD_DROP : 0)
  const deviation = REWARD_DEVIATION + DIVERGED_REWARD_DEVIATION * divergence
  const rewards = Array.from({ length: random.poisson(EPISODES_PER_SECOND * dtSeconds) }, () =>
    Math.min(1, Math.max(-1, expectedReward + deviation * random.normal())),
  )
  const reward = expectedReward + 0.03 * rewardNoise

  const seen: Training = {
    ...advanced,
    loss,
    // While a spike lasts it must not become the baseline it is measured against.
    lossBaseline: advanced.upset
      ? advanced.lossBaseline
      : approach(advanced.lossBaseline, loss, dtSeconds, 30),
    reward,
    rewardMa10: approach(advanced.rewardMa10, reward, dtSeconds * EPISODES_PER_SECOND, 10),
    rewardMa100: approach(advanced.rewardMa100, reward, dtSeconds * EPISODES_PER_SECOND, 100),
    policyEntropy: healthyEntropy(step) * (1 - 0.87 * collapse) * (1 + 0.02 * lossNoise),
    normaliserMean: approach(advanced.normaliserMean, expectedReward, dtSeconds, NORMALISER_EPISODES),
    normaliserVariance: approach(advanced.normaliserVariance, deviation ** 2, dtSeconds, NORMALISER_EPISODES),
    lossNoise,
    rewardNoise,
  }
  return { training: rollbackIfDetected(seen, ageSeconds), rewards }
}

/** Goes back to the last checkpoint: step, loss and reward become what they were then. */
export function rollbackTraining(training: Training, reason: RollbackReason): Training {
  const { step } = training.checkpoint
  return {
    ...training,
    progress: step,
    loss: healthyLoss(step),
    lossBaseline: healthyLoss(step),
    reward: healthyReward(step),
    policyEntropy: healthyEntropy(step),
    rollbacks: { ...training.rollbacks, [reason]: training.rollbacks[reason] + 1 },
    upset: undefined,
    cured: training.cured || reason === 'manual',
  }
}

function strike(training: Training, upsetsDue: number, ageSeconds: number): Training {
  if (training.upset || upsetsDue <= training.upsetsSeen) return training
  const reason = upsetsDue % 3 === 0 ? 'reward_drop' : 'loss_spike'
  return { ...training, upset: { reason, sinceAgeSeconds: ageSeconds }, upsetsSeen: upsetsDue }
}

function advance(training: Training, steps: number, ageSeconds: number): Training {
  const progress = training.progress + steps
  const completed = (value: number): number => Math.floor(value / STEPS_PER_CHECKPOINT)
  const saved = completed(progress) - completed(training.progress)
  // Weights in the middle of a spike are not worth keeping.
  if (saved === 0 || training.upset) return { ...training, progress }
  return {
    ...training,
    progress,
    saves: training.saves + saved,
    checkpoint: { step: completed(progress) * STEPS_PER_CHECKPOINT, savedAtAgeSeconds: ageSeconds },
  }
}

function rollbackIfDetected(training: Training, ageSeconds: number): Training {
  if (!training.upset || ageSeconds - training.upset.sinceAgeSeconds < DETECTION_SECONDS) return training
  const spiked = training.loss >= LOSS_SPIKE_FACTOR * training.lossBaseline
  const dropped = training.reward <= training.rewardMa100 - REWARD_DROP
  if (spiked) return rollbackTraining(training, 'loss_spike')
  if (dropped) return rollbackTraining(training, 'reward_drop')
  return training
}
