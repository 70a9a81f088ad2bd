import { parse } from 'yaml'
import * as z from 'zod'
import { sanitise } from '../../core/sanitise.ts'
import { builtImage, type Project } from './invocation.ts'

/** Stands for the version in what docker-compose makes of its files; a tag could be called so, but none is. */
export const PLACEHOLDER = 'hypercare-version-placeholder'

/** The services of the files with the image each has; a version in it is `PLACEHOLDER`. */
export type Services = Readonly<Record<string, string>>

const resolved = z.object({
  services: z.record(z.string(), z.object({ image: z.string().optional() })),
})

/** Reads what `config` printed: YAML of v1 or v2. Null where it is none, or says nothing of services. */
export function parseConfig(text: string, project: Project): Services | null {
  const answer = resolved.safeParse(parseYaml(text))
  if (!answer.success) return null
  return Object.fromEntries(
    Object.entries(answer.data.services).map(([service, { image }]) => [
      sanitise(service, 128),
      sanitise(image ?? builtImage(project, service), 256),
    ]),
  )
}

/** Reads what `config --hash=*` printed: a service and its hash a line. */
export const parseHashes = (text: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...text.matchAll(/^(\S+) ([0-9a-f]{16,})$/gm)].map(([, service = '', hash = '']) => [
      sanitise(service, 128),
      hash,
    ]),
  )

/**
 * Names of variables that the files use and nobody set; compose puts an empty text in their place and goes on.
 * Source: what v1 (`The X variable is not set.`) and v2 (`The "X" variable is not set.`) warn of.
 */
export const unsetVariables = (stderr: string): readonly string[] => [
  ...new Set(
    [...stderr.matchAll(/\bThe \\?"?(\w+)\\?"? variable is not set\b/g)].map(([, name = '']) =>
      sanitise(name, 64),
    ),
  ),
]

/** The image of a service in this version; null where the files have no such service. */
export function imageOf(services: Services, service: string, version: string | null): string | null {
  const template = templateOf(services, service)
  return version === null || template === null ? template : template.replaceAll(PLACEHOLDER, version)
}

export const isVersioned = (services: Services, service: string): boolean =>
  templateOf(services, service)?.includes(PLACEHOLDER) ?? false

/** The version in an image's name, by what the files say of its service; null where that has none or does not fit. */
export function versionIn(image: string, services: Services, service: string): string | null {
  const [front, back, ...more] = templateOf(services, service)?.split(PLACEHOLDER) ?? []
  if (front === undefined || back === undefined || more.length > 0) return null
  if (!image.startsWith(front) || !image.endsWith(back)) return null
  const version = image.slice(front.length, image.length - back.length)
  return version === '' ? null : version
}

/** A service may be called `constructor`. */
const templateOf = (services: Services, service: string): string | null =>
  Object.hasOwn(services, service) ? (services[service] ?? null) : null

function parseYaml(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}
