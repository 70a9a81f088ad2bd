import type { Mode } from './names.ts'
import type { Checkpoint } from './training.ts'
import { rollbackTraining } from './training.ts'
import type { World } from './world.ts'

/** What an operator does to the platform: each answers with the world after it. */

/** Serves in `mode` from now on: balanced is the ordinary routing, fast the downshift. */
export function setServingMode(world: World, mode: Mode): World {
  if (world.serving === mode) return world
  const downshift =
    mode === 'fast'
      ? { total: world.downshift.total + 1, lastAtAgeSeconds: world.ageSeconds }
      : world.downshift
  return { ...world, serving: mode, downshift }
}

export function setCacheTtl(world: World, mode: Mode, ttlSeconds: number): World {
  return { ...world, caches: { ...world.caches, [mode]: { ...world.caches[mode], ttlSeconds } } }
}

/** Rolls training back to its last checkpoint, and says which; undefined where none was saved yet. */
export function rollbackCheckpoint(
  world: World,
): { readonly world: World; readonly checkpoint: Checkpoint } | undefined {
  if (world.training.saves === 0) return undefined
  return {
    world: { ...world, training: rollbackTraining(world.training, 'manual') },
    checkpoint: world.training.checkpoint,
  }
}

/** Runs so many workers of a kind; 0 of them stops its work. */
export function scaleWorkers(world: World, kind: 'llm' | 'rl', replicas: number): World {
  return { ...world, workers: { ...world.workers, [kind]: replicas } }
}
