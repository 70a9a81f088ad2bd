import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { parse } from 'yaml'
import { isMissing } from '../support/processes.ts'
import { type Backend, PROFILE, profiled, startBackend } from './backend.ts'
import type { Costs } from './budgets.ts'
import { isClockAlone } from './bursts.ts'
import { LEAST_HEAP_RUN_MS, measureHeap } from './heap.ts'
import { focusedPanel } from './mark.ts'
import type { Options } from './options.ts'
import { rssBytes } from './processes.ts'
import { openProgram } from './program.ts'
import { say } from './say.ts'
import { median } from './statistics.ts'
import { measureSteady, type Steady, settle } from './steady.ts'
import { measureSubject, type Subject } from './subject.ts'

/** The row of a mode in the panel of the p95, once Prometheus has told its value. */
const FIRST_DATA = /fast\s+\d/
const TAB = '\t'
/** Measures `hypercare watch` with the whole profile against a simulated platform in two states. */
export async function measureHypercare(options: Options): Promise<Costs> {
  const withAlertmanager = !isMissing('alertmanager')
  const busy = await during('all-at-once', withAlertmanager, async (backend) => {
    const costs = await measureBusy(backend, options)
    const { cores } = await measureUsual(backend, options)
    return { ...costs, cpuUsual: cores }
  })
  const calm = await during('calm', withAlertmanager, async (backend) => ({
    cpuCalm: (await measureUsual(backend, options)).cores,
    clockBytes: await measureClock(backend, options),
  }))
  const { clockBytes, ...cost } = calm
  return { ...busy, ...cost, ...(clockBytes === null ? {} : { clockBytes }) }
}

/** Kinds of panels that say how long something has been so: for minutes their seconds change with the clock. */
const COUNTING = ['states', 'counter', 'gates', 'alerts']

/** Bytes of a second in which nothing changes but the clock and the age of the data; null where there was none. */
async function measureClock(backend: Backend, { warmUpMs, runMs }: Options): Promise<number | null> {
  say(
    'hypercare: watching the panels that tell no times, for a second in which nothing changes but the clock',
  )
  const { panels }: { panels: readonly { readonly kind: string }[] } = parse(await readFile(PROFILE, 'utf8'))
  const still = panels.filter(({ kind }) => !COUNTING.includes(kind))
  const { args, ...command } = await backend.watch({ everyMs: null })
  const sets = ['--set', `panels=${JSON.stringify(still)}`, '--set', 'layouts={}']
  const program = openProgram({ ...command, args: [...args, ...sets] })
  try {
    await pause(warmUpMs)
    const { bursts } = await measureSteady(program, runMs)
    const clock = bursts.filter(isClockAlone).map(({ bytes }) => bytes)
    if (clock.length === 0) say('No burst changed the clock alone.')
    return clock.length === 0 ? null : median(clock)
  } finally {
    await program.stop()
  }
}

async function during<T>(
  scenario: string,
  withAlertmanager: boolean,
  measure: (backend: Backend) => Promise<T>,
): Promise<T> {
  say(`hypercare: starting the simulated platform, ${scenario}`)
  const backend = await startBackend(scenario, withAlertmanager)
  try {
    return await measure(backend)
  } finally {
    await backend.stop()
  }
}

async function measureBusy(backend: Backend, options: Options): Promise<Costs> {
  const command = await backend.watch({ everyMs: 1_000, nodeArgs: profiled(options.cpuProf) })
  const subject: Subject = {
    name: 'hypercare',
    command,
    firstData: FIRST_DATA,
    keys: [TAB],
    settles: true,
    mark: focusedPanel,
  }
  const heapRunMs = options.minutes * 60_000
  const growth = heapRunMs < LEAST_HEAP_RUN_MS ? null : measureHeap(backend, heapRunMs)
  let rssMiB: number | null = null
  const costs = await measureSubject(subject, options, async (program) => {
    const rest = options.minutes * 60_000 - (performance.now() - program.startedAt)
    if (rest <= 0) return
    say(`hypercare: watching its memory for ${Math.ceil(rest / 1000)} s`)
    await pause(rest)
    rssMiB = rssBytes(program.pid) / 2 ** 20
  })
  const heap = await growth
  if (heap !== null) {
    say(
      `hypercare: objects ${heap.mibPerHour.toFixed(3)} ± ${(1.96 * heap.standardError).toFixed(3)} MiB an hour; compiled code ${heap.code.mib.toFixed(1)} MiB, ${heap.code.mibPerHour.toFixed(3)} an hour`,
    )
  }
  return {
    ...costs,
    ...(rssMiB === null ? {} : { rss: rssMiB }),
    ...(heap === null ? {} : { heapGrowth: heap.certain }),
  }
}

async function measureUsual(backend: Backend, options: Options): Promise<Steady> {
  say(`hypercare: watching it at its usual intervals; what counts begins after ${options.settleMs / 1000} s`)
  const program = openProgram(await backend.watch({ everyMs: null }))
  try {
    await settle('hypercare', program, options)
    return await measureSteady(program, options.runMs)
  } finally {
    await program.stop()
  }
}
