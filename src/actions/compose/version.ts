import type { VersionChange } from '../change.ts'
import type { Observed, PrepareResult, Undo } from '../executor.ts'
import { writeAim } from './aim.ts'
import { imageOf } from './file.ts'
import { environmentOf, type Project, upArgv } from './invocation.ts'
import { missingImage, refuse, unsetWarnings } from './refusal.ts'
import type { ProjectState } from './state.ts'
import { STABLE_MS, targetOf, WITHIN_MS } from './terms.ts'

/** As a tag may be; it becomes part of an image's name. */
const TAG = /^\w[\w.-]{0,127}$/

/**
 * Another version for those services that run, each with the number of replicas it has: without `--scale` compose goes
 * back to what the file says, mostly one. Services that the version does not touch are left out, since `up` would make
 * them anew for any other change in the files.
 */
export function prepareVersion(
  project: Project,
  change: VersionChange,
  state: ProjectState,
  observed: Observed,
): PrepareResult {
  const { to } = change
  if (!TAG.test(to)) return refuse(`"${to}" is not a version`, 'write it as the tag of the image: v0.1.0')
  const named = change.services
  const untouched = named.find((service) => !state.versioned.includes(service))
  if (untouched !== undefined) {
    return refuse(
      `${untouched} does not depend on ${project.versionVariable}`,
      'leave it out, or name the variable of the files in the profile (versionVariable)',
    )
  }
  const counts = countsOf(named.length > 0 ? named : state.versioned, state)
  const services = Object.keys(counts)
  if (services.length === 0) {
    return refuse(`no service with a ${project.versionVariable} runs`, 'look at what runs with docker ps')
  }
  const touched = state.containers.filter(({ service }) => services.includes(service))
  if (touched.every(({ service, configHash }) => configHash === state.hashes[service])) {
    return refuse(`${services.join(', ')} run ${to} already`, 'nothing is to be done')
  }
  const refused = missingImage(services, state)
  if (refused !== null) return refused
  const images = services.map((service) => {
    const image = imageOf(state.template, service, to) ?? ''
    return [service, state.images[image] ?? ''] as const
  })
  const kept = Object.entries(counts).map(([service, count]) => `${service} ${count}`)
  return {
    ok: true,
    prepared: {
      target: targetOf(project),
      step: {
        kind: 'program',
        argv: upArgv(project, counts, 'changed'),
        env: environmentOf(project, to),
        cwd: project.directory ?? null,
      },
      now: state.running.length === 0 ? 'an unknown version' : state.running.join(' and '),
      after: `${to}, replicas kept: ${kept.join(', ')}`,
      affected: touched.map(({ name, image }) => `${name} (${image}) is replaced`),
      cost: [],
      warnings: unsetWarnings(state),
      undo: undoOf(change, state.running),
      replicas: [],
      stableMs: STABLE_MS,
      withinMs: WITHIN_MS,
      before: writeAim({
        kind: 'version',
        wanted: counts,
        images: Object.fromEntries(images),
        hashes: state.hashes,
        before: state.containers,
      }),
      observed,
    },
  }
}

/** The replicas that run now of those services that have any; the others stay off. */
function countsOf(services: readonly string[], { containers }: ProjectState): Record<string, number> {
  const count = (service: string): number =>
    containers.filter((one) => one.service === service && one.status === 'running').length
  return Object.fromEntries(
    services.flatMap((service) => (count(service) === 0 ? [] : [[service, count(service)]])),
  )
}

function undoOf(change: VersionChange, running: readonly string[]): Undo {
  const [from, ...others] = running
  if (from === undefined)
    return { kind: 'none', why: 'the names of the images do not tell which version runs now' }
  if (others.length > 0)
    return { kind: 'none', why: `${running.join(' and ')} run now, and it can't bring both back` }
  return { kind: 'change', words: `back to ${from}`, change: { ...change, to: from } }
}
