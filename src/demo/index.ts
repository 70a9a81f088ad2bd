import type { Server } from 'node:http'
import type { Mishap } from './mishap.ts'
import { scaleWorkers } from './model/operate.ts'
import type { ScenarioName } from './model/scenarios.ts'
import type { PastExposition } from './past.ts'
import { createPlatform } from './platform.ts'
import { createPlatformServer } from './server.ts'

export { isMishap, type Mishap, mishapNames } from './mishap.ts'
export type { ScenarioName } from './model/scenarios.ts'
export { describeScenario, isScenarioName, scenarioNames } from './model/scenarios.ts'

export interface DemoOptions {
  /** 0 lets the system choose. */
  readonly port: number
  /** Where to listen; 127.0.0.1 unless told otherwise. */
  readonly host?: string
  /** The same seed plays the same world. */
  readonly seed: number
  readonly scenario: ScenarioName
  /** Simulated seconds for each second of the clock, from 0 (frozen) up; 600 plays 48 h in 5 min. */
  readonly speed: number
  /** How long ago the deployment was when the scenario begins, seconds; 3 h 41 m unless told otherwise. */
  readonly startAgeSeconds?: number
  /** What goes wrong with requests that change the platform; nothing unless told otherwise. */
  readonly mishap?: Mishap
  /** The clock, Unix milliseconds. */
  readonly now: () => number
}

export interface DemoBackend {
  readonly url: string
  readonly port: number
  /** Start of the simulated deployment, by the clock that was handed in. */
  readonly deployedAt: Date
  /** Simulated seconds since the deployment; runs `speed` times as fast as the clock. */
  readonly ageSeconds: () => number
  /** Runs so many workers. The platform itself is scaled from outside, so no endpoint does this. */
  readonly scale: (service: 'worker-llm' | 'worker-rl', replicas: number) => void
  /** What `/metrics` said between the deployment and the start, oldest first. */
  readonly past: () => Promise<PastExposition[]>
  readonly close: () => Promise<void>
}

/** 3 h 41 m: well into the regular phase, with a history behind it. */
const START_AGE_SECONDS = 13_260
const TICK_MS = 250

/**
 * Starts the simulated platform and resolves once it listens.
 * Throws (rejects) with a sentence for people if it cannot listen, a busy port above all.
 */
export async function startDemoBackend(options: DemoOptions): Promise<DemoBackend> {
  const { host = '127.0.0.1', startAgeSeconds = START_AGE_SECONDS } = options
  const platform = createPlatform({ ...options, startAgeSeconds })
  const server = createPlatformServer(platform, options.mishap ?? null)
  const port = await listen(server, options.port, host)
  const ticking = setInterval(platform.catchUp, TICK_MS)
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    deployedAt: platform.deployedAt,
    ageSeconds: () => platform.catchUp().ageSeconds,
    scale: (service, replicas) => {
      platform.change((world) => scaleWorkers(world, service === 'worker-llm' ? 'llm' : 'rl', replicas))
    },
    past: platform.past,
    close: () => {
      clearInterval(ticking)
      return close(server)
    },
  }
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      reject(new Error(explainListenError(error, port, host), { cause: error }))
    })
    server.listen(port, host, () => {
      const address = server.address()
      resolve(address !== null && typeof address === 'object' ? address.port : port)
    })
  })
}

function explainListenError(error: NodeJS.ErrnoException, port: number, host: string): string {
  switch (error.code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is already in use, so the simulated backend did not start. Choose another port, or stop the program that listens there.`
    case 'EACCES':
      return `Port ${port} on ${host} may not be opened by this user, so the simulated backend did not start. Choose a port from 1024 up.`
    default:
      return `The simulated backend cannot listen on ${host}:${port} (${error.message}), so it did not start. Choose another host or port.`
  }
}

/** Resolves when nobody is connected any more; requests that would never be answered are cut off. */
function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // The only error there is says that it was closed already, which is what was asked for.
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
