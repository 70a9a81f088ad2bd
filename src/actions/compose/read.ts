import { sanitise } from '../../core/sanitise.ts'
import { type Read, runReading, unreadable } from '../program/read.ts'
import { type Container, PROJECT_LABEL, parseInspect } from './container.ts'
import { classifyOutput } from './failure.ts'
import { PLACEHOLDER, parseConfig, parseHashes, type Services, unsetVariables } from './file.ts'
import { composeArgv, dockerArgv, environmentOf, type Project } from './invocation.ts'
import { parseStats, type Usage } from './usage.ts'

/** Where and with what the programs of a project run. */
export type Reader = {
  readonly project: Project
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** Every container of the project, those that are stopped included. */
export async function readContainers(reader: Reader): Promise<Read<readonly Container[]>> {
  const filter = `label=${PROJECT_LABEL}=${reader.project.project}`
  const listed = await run(
    reader,
    dockerArgv(reader.project, ['ps', '--all', '--quiet', '--no-trunc', '--filter', filter]),
  )
  if (!listed.ok) return listed
  const ids = listed.value.stdout.split('\n').filter((line) => line !== '')
  if (ids.length === 0) return { ok: true, value: [] }
  const argv = dockerArgv(reader.project, ['inspect', '--type', 'container', ...ids])
  // A container that went away since it was listed makes an exit code; the others are printed all the same.
  const inspected = await run(reader, argv, (stderr) => /no such container/i.test(stderr))
  if (!inspected.ok) return inspected
  const containers = parseInspect(inspected.value.stdout)
  return containers === null ? unreadable('docker inspect') : { ok: true, value: containers }
}

export type FileReading = {
  readonly template: Services
  /** Variables that the files use and nobody set. */
  readonly unset: readonly string[]
}

/** What the files say, with `PLACEHOLDER` as the version. */
export async function readFiles(reader: Reader): Promise<Read<FileReading>> {
  const result = await run(reader, composeArgv(reader.project, ['config']), undefined, PLACEHOLDER)
  if (!result.ok) return result
  const template = parseConfig(result.value.stdout, reader.project)
  if (template === null) return unreadable('docker-compose config')
  return { ok: true, value: { template, unset: unsetVariables(result.value.stderr) } }
}

/** docker-compose's hash of each service, as the files stand now with this version. */
export async function readHashes(
  reader: Reader,
  version: string | null,
): Promise<Read<Readonly<Record<string, string>>>> {
  const result = await run(reader, composeArgv(reader.project, ['config', '--hash=*']), undefined, version)
  return result.ok ? { ok: true, value: parseHashes(result.value.stdout) } : result
}

/** The ids of those images that are on the engine's machine. */
export async function readImages(
  reader: Reader,
  names: readonly string[],
): Promise<Read<Readonly<Record<string, string>>>> {
  const found = await Promise.all(
    names.map(async (name) => {
      const argv = dockerArgv(reader.project, ['image', 'inspect', '--format', '{{.Id}}', name])
      const result = await run(reader, argv, (stderr) => /no such image/i.test(stderr))
      return { name, result }
    }),
  )
  const ids: Record<string, string> = {}
  for (const { name, result } of found) {
    if (!result.ok) return result
    const id = result.value.stdout.trim()
    if (id !== '') ids[name] = sanitise(id, 80)
  }
  return { ok: true, value: ids }
}

/** What these containers take now. It takes docker two seconds, and is worth no refusal where it fails. */
export async function readUsage(
  reader: Reader,
  containers: readonly Container[],
): Promise<ReadonlyMap<string, Usage>> {
  if (containers.length === 0) return new Map()
  const words = ['stats', '--no-stream', '--format', '{{json .}}', ...containers.map(({ id }) => id)]
  const result = await run(reader, dockerArgv(reader.project, words))
  return result.ok ? parseStats(result.value.stdout) : new Map()
}

type Output = { readonly stdout: string; readonly stderr: string }

async function run(
  { project, env, signal }: Reader,
  argv: readonly string[],
  isExpected: (stderr: string) => boolean = () => false,
  version: string | null = null,
): Promise<Read<Output>> {
  const result = await runReading(argv, {
    signal,
    env: { ...env, ...environmentOf(project, version) },
    cwd: project.directory,
  })
  if (!result.ok) return { ok: false, failure: result.failure }
  const { code, stdout, stderr } = result
  if (code === 0 || isExpected(stderr)) return { ok: true, value: { stdout, stderr } }
  return { ok: false, failure: classifyOutput(sanitise(argv[0] ?? '', 64), code, stderr) }
}
