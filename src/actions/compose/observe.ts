import { createHash } from 'node:crypto'
import type { EpochMs } from '../../core/time.ts'
import { type ServiceChange, servicesOf } from '../change.ts'
import type { Fact, Observed, ObserveResult } from '../executor.ts'
import type { Read } from '../program/read.ts'
import { imageOf, isVersioned, PLACEHOLDER } from './file.ts'
import { type Reader, readContainers, readFiles, readHashes, readImages, readUsage } from './read.ts'
import { type ProjectState, writeState } from './state.ts'
import { runningVersions } from './versions.ts'

/** Reads what a change of a project's services depends on. `now` is asked when all is read. */
export async function observe(
  change: ServiceChange,
  reader: Reader,
  now: () => EpochMs,
): Promise<ObserveResult> {
  const [containers, files] = await Promise.all([readContainers(reader), readFiles(reader)])
  if (!containers.ok) return containers
  if (!files.ok) return files
  const { template, unset } = files.value
  const concerned = servicesOf(change)
  const meant = concerned === 'all' ? Object.keys(template) : concerned
  const running = runningVersions(containers.value, template, meant)
  const version = versionFor(change, running, reader)
  const names = [...new Set(meant.flatMap((service) => imageOf(template, service, version) ?? []))]
  const isScale = change.kind === 'scale'
  // Without a version that is needed compose would read nothing, or worse; `prepare` refuses then.
  const isReadable =
    version !== null || !Object.keys(template).some((service) => isVersioned(template, service))
  const isLooked = isReadable && !isPower(change)
  const [hashes, others, images, usage] = await Promise.all([
    isLooked ? readHashes(reader, version) : NONE,
    change.kind === 'version' ? readHashes(reader, PLACEHOLDER) : NONE,
    isLooked ? readImages(reader, names) : NONE,
    readUsage(
      reader,
      containers.value.filter((one) => isScale && one.status === 'running' && meant.includes(one.service)),
    ),
  ])
  if (!hashes.ok) return hashes
  if (!others.ok) return others
  if (!images.ok) return images
  const state: ProjectState = {
    containers: [...containers.value],
    template: { ...template },
    running: [...running],
    version,
    hashes: { ...hashes.value },
    versioned: Object.entries(others.value).flatMap(([service, hash]) =>
      hash === hashes.value[service] ? [] : [service],
    ),
    images: { ...images.value },
    unset: unset.filter((name) => name !== reader.project.versionVariable),
    usage: Object.fromEntries(usage),
  }
  return { ok: true, observed: observedOf(state, meant, now()) }
}

const NONE: Promise<Read<Readonly<Record<string, string>>>> = Promise.resolve({ ok: true, value: {} })

const isPower = ({ kind }: ServiceChange): boolean =>
  kind === 'restart' || kind === 'stop' || kind === 'start'

function versionFor(
  change: ServiceChange,
  running: readonly string[],
  { project, env }: Reader,
): string | null {
  if (change.kind === 'version') return change.to
  return running[0] ?? env[project.versionVariable] ?? null
}

function observedOf(state: ProjectState, meant: readonly string[], readAt: EpochMs): Observed {
  const { containers, hashes, images, template, version, running } = state
  const touched = containers.filter(({ service }) => meant.includes(service))
  const parts = [
    ...touched.map(({ id, configHash, imageId, status }) => [id, configHash, imageId, status === 'running']),
    ...meant.map((service) => {
      const image = imageOf(template, service, version)
      return [service, image, hashes[service] ?? null, image === null ? null : (images[image] ?? null)]
    }),
    [version, ...running],
  ]
  const lines = parts.map((part) => JSON.stringify(part)).sort()
  return {
    facts: [...meant.map((service) => factOf(service, state)), ...versionFacts(running)],
    fingerprint: createHash('sha256').update(lines.join('\n')).digest('hex'),
    readAt,
    from: 'docker inspect, docker-compose config',
    state: writeState(state),
  }
}

const versionFacts = (running: readonly string[]): readonly Fact[] =>
  running.length === 0 ? [] : [{ name: 'version', value: running.join(', ') }]

function factOf(service: string, { containers }: ProjectState): Fact {
  const own = containers.filter((one) => one.service === service)
  const running = own.filter(({ status }) => status === 'running').length
  const stopped = own.length - running
  return { name: service, value: `${running} running${stopped === 0 ? '' : `, ${stopped} not`}` }
}
