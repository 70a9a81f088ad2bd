import type { Faults } from './faults.ts'
import type { Mode } from './names.ts'
import type { Random } from './random.ts'
import { approach, wander } from './random.ts'

/** The GPU under the models, and the stores beside them. */
export interface Machine {
  /** Busy share of the last second, 0 … 1. */
  readonly gpuUtilisation: number
  readonly gpuMemoryUsedMiB: number
  readonly gpuCelsius: number
  readonly gpuWatts: number
  readonly databaseConnections: number
  readonly redisBytes: number
  readonly gpuNoise: number
  readonly connectionNoise: number
}

/** What the machine carries. */
export interface Burden {
  /** What is asked of the LLM workers over what they can do; infinite where there are none. */
  readonly load: number
  readonly requestsPerSecond: number
  readonly queueLength: number
  readonly cacheEntries: number
  readonly serving: Mode
  readonly training: boolean
}

/** An H100 80GB, as nvidia-smi reports its memory. */
export const GPU_MEMORY_MIB = 81_559
export const DATABASE_MAX_CONNECTIONS = 100

const IDLE_CELSIUS = 34
const IDLE_WATTS = 72
const FULL_WATTS = 690
const THERMAL_SECONDS = 20

export function createMachine(): Machine {
  return {
    gpuUtilisation: 0,
    gpuMemoryUsedMiB: 0.5 * GPU_MEMORY_MIB,
    gpuCelsius: IDLE_CELSIUS,
    gpuWatts: IDLE_WATTS,
    databaseConnections: 30,
    redisBytes: 0,
    gpuNoise: 0,
    connectionNoise: 0,
  }
}

export function stepMachine(
  machine: Machine,
  burden: Burden,
  faults: Faults,
  dtSeconds: number,
  random: Random,
): Machine {
  const gpuNoise = wander(machine.gpuNoise, dtSeconds, 6, random)
  const connectionNoise = wander(machine.connectionNoise, dtSeconds, 15, random)
  const wanted =
    0.18 +
    0.75 * (Number.isFinite(burden.load) ? Math.min(1, burden.load) : 0) +
    (burden.training ? 0.08 : 0) +
    0.5 * faults.strayGpuMemory
  const gpuUtilisation = Math.min(1, Math.max(0, wanted + 0.03 * gpuNoise))
  const memoryRatio =
    // Serving everything fast lets the large model drop its key-value cache.
    (burden.serving === 'fast' ? 0.33 : 0.5) +
    0.02 * Math.min(1, burden.queueLength / 100) +
    0.004 * gpuNoise +
    faults.strayGpuMemory
  return {
    gpuUtilisation,
    gpuMemoryUsedMiB: approach(
      machine.gpuMemoryUsedMiB,
      Math.min(0.985, memoryRatio) * GPU_MEMORY_MIB,
      dtSeconds,
      5,
    ),
    gpuCelsius: approach(
      machine.gpuCelsius,
      IDLE_CELSIUS + 38 * gpuUtilisation + 30 * faults.strayGpuMemory,
      dtSeconds,
      THERMAL_SECONDS,
    ),
    gpuWatts: IDLE_WATTS + (FULL_WATTS - IDLE_WATTS) * gpuUtilisation ** 1.3,
    databaseConnections: Math.min(
      DATABASE_MAX_CONNECTIONS,
      Math.round(30 + burden.requestsPerSecond + 2 * connectionNoise + faults.leakedConnections),
    ),
    redisBytes: Math.round(96e6 + burden.cacheEntries * 42_000 + burden.queueLength * 18_000),
    gpuNoise,
    connectionNoise,
  }
}
