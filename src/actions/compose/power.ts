import type { PowerChange } from '../change.ts'
import type { Observed, PrepareResult, Undo } from '../executor.ts'
import { writeAim } from './aim.ts'
import { composeArgv, environmentOf, type Project } from './invocation.ts'
import { missingVersion, refuse, unsetWarnings } from './refusal.ts'
import type { ProjectState } from './state.ts'
import { STABLE_MS, targetOf, WITHIN_MS } from './terms.ts'

const DONE: Readonly<Record<PowerChange['kind'], string>> = {
  restart: 'restarted',
  stop: 'stopped',
  start: 'started',
}

/** A restart, stop or start of the containers that are there; none is made or removed. */
export function preparePower(
  project: Project,
  change: PowerChange,
  state: ProjectState,
  observed: Observed,
): PrepareResult {
  const { kind, services } = change
  const own = state.containers.filter(({ service }) => services.includes(service))
  const running = own.filter(({ status }) => status === 'running' || status === 'restarting')
  const touched = kind === 'restart' ? own : own.filter((one) => running.includes(one) === (kind === 'stop'))
  const empty = services.find((service) => !own.some((one) => one.service === service))
  if (kind !== 'stop' && empty !== undefined) {
    return refuse(`${empty} has no containers to ${kind}`, `make some first, with a scale of ${empty}`)
  }
  if (touched.length === 0) {
    return refuse(
      `${services.join(', ')} ${kind === 'stop' ? 'is stopped' : 'runs'} already`,
      'nothing is to be done',
    )
  }
  const refused = missingVersion(project, services, state)
  if (refused !== null) return refused
  const wanted = services.map((service) => {
    const count = kind === 'stop' ? 0 : own.filter((one) => one.service === service).length
    return [service, count] as const
  })
  return {
    ok: true,
    prepared: {
      target: targetOf(project),
      step: {
        kind: 'program',
        argv: composeArgv(project, [kind, ...services]),
        env: environmentOf(project, state.version),
        cwd: project.directory ?? null,
      },
      now: `${running.length} of ${own.length} running`,
      after: kind === 'stop' ? 'none running' : `${own.length} running`,
      affected: touched.map(({ name }) => `${name} is ${DONE[kind]}`),
      cost: [],
      warnings: unsetWarnings(state),
      undo: undoOf(change, running.length, own.length),
      replicas: [],
      stableMs: STABLE_MS,
      withinMs: WITHIN_MS,
      before: writeAim({
        kind,
        wanted: Object.fromEntries(wanted),
        images: {},
        hashes: {},
        before: state.containers,
      }),
      observed,
    },
  }
}

function undoOf(change: PowerChange, running: number, all: number): Undo {
  const { services } = change
  switch (change.kind) {
    case 'restart':
      return { kind: 'none', why: 'a restart is over once it is done' }
    case 'stop':
      return running === all
        ? { kind: 'change', words: `start ${services.join(', ')}`, change: { ...change, kind: 'start' } }
        : { kind: 'none', why: `${all - running} of ${all} were stopped before, and a start takes them all` }
    case 'start':
      return running === 0
        ? { kind: 'change', words: `stop ${services.join(', ')}`, change: { ...change, kind: 'stop' } }
        : { kind: 'none', why: `${running} of ${all} ran before, and a stop takes them all` }
  }
}
