import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closest } from 'fastest-levenshtein'
import type { Glyphs } from '../../core/look.ts'
import type { DurationMs } from '../../core/time.ts'
import {
  type DemoBackend,
  isMishap,
  isScenarioName,
  mishapNames,
  scenarioNames,
  startDemoBackend,
} from '../../demo/index.ts'
import { statePlace } from '../../journal/place.ts'
import { EXIT } from '../exit.ts'
import { openScreen } from '../openScreen.ts'
import { complain, print } from '../print.ts'
import { openWatched } from '../profile.ts'
import { ended } from '../signals.ts'

export type DemoCommandOptions = {
  readonly scenario: string
  readonly speed: number
  readonly seed: number
  readonly serve?: boolean
  readonly fault?: string
  readonly port: number
  readonly theme?: string
  readonly screenReader?: boolean
  readonly glyphs?: Glyphs
  readonly metricsPort?: number
  /** On a wall instead of a watch. */
  readonly wall?: boolean
  readonly turn: DurationMs
}

const config = (name: string): string => fileURLToPath(new URL(`../configs/${name}`, import.meta.url))
/** The simulated machine has its GPU in the simulation, not in this machine. */
const PROFILE = config('fragrance-ai.yaml')
const GPU_OVERLAY = config('overlays/gpu-by-dcgm.yaml')

/** `hypercare demo`: the simulated backend with a watch on it, or alone with `--serve`. */
export async function demo(options: DemoCommandOptions): Promise<number> {
  const { scenario, speed, seed, port, fault } = options
  if (!isScenarioName(scenario)) {
    complain(
      `There is no scenario "${scenario}"; did you mean ${closest(scenario, scenarioNames)}? There are: ${scenarioNames.join(', ')}.`,
    )
    return EXIT.usage
  }
  if (fault !== undefined && !isMishap(fault)) {
    complain(`There is no fault "${fault}"; there are: ${mishapNames.join(', ')}.`)
    return EXIT.usage
  }
  const mishap = fault === undefined ? {} : { mishap: fault }
  const started = await startDemoBackend({ scenario, speed, seed, port, ...mishap, now: Date.now }).then(
    (backend) => ({ backend, message: '' }),
    (error: unknown) => ({ backend: null, message: error instanceof Error ? error.message : String(error) }),
  )
  if (started.backend === null) {
    complain(started.message)
    return EXIT.unavailable
  }
  try {
    return options.serve === true
      ? await serve(started.backend, scenario)
      : await watchIt(started.backend, options)
  } finally {
    await started.backend.close()
  }
}

async function serve(backend: DemoBackend, scenario: string): Promise<number> {
  // Whoever reads the line may ask it to end the next moment.
  const asked = ended()
  print(
    `Serving the simulated backend (${scenario}) at ${backend.url}; deployed at ${backend.deployedAt.toISOString()}`,
  )
  await asked
  return EXIT.ok
}

async function watchIt(backend: DemoBackend, options: DemoCommandOptions): Promise<number> {
  const target = `${backend.url}/metrics`
  const named = {
    profile: PROFILE,
    overlay: [GPU_OVERLAY],
    set: [
      'environment=simulated',
      'sources.prometheus=null',
      `sources.scrape.targets=[{ url: "${target}", job: app }]`,
      'sources.scrape.interval=1s',
      'sources.scrape.deadline=2s',
      `sources.backend.url=${backend.url}`,
      'sources.backend.interval=2s',
      'sources.alertmanager.enabled=false',
    ],
  }
  const profile = await openWatched(named, complain)
  if (profile === null) return EXIT.found
  const { wall, turn, ...shared } = options
  const screenOptions = { ...shared, ...(wall === true ? { wall: { turnMs: turn } } : {}) }
  const past = await backend.past()
  const { showWatch } = await openScreen()
  // What somebody keeps outlives the simulation.
  const { screens } = statePlace('demo', process.env)
  // The journal of a simulation is none of the system that the profile describes.
  const state = await mkdtemp(join(tmpdir(), 'hypercare-demo-'))
  process.env.XDG_STATE_HOME = state
  try {
    return await showWatch(
      // What goes wrong in it is no reason to call anybody.
      { ...profile, notify: null },
      { at: backend.deployedAt.getTime(), from: 'the simulated backend' },
      { ...screenOptions, ...named, screens },
      // Handed over: megabytes of text, of no use once they are read.
      (url) => (url === target ? past.splice(0) : []),
    )
  } finally {
    await rm(state, { recursive: true, force: true })
  }
}
