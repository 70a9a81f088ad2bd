import type { PrepareResult } from '../executor.ts'
import { imageOf, isVersioned } from './file.ts'
import type { Project } from './invocation.ts'
import type { ProjectState } from './state.ts'

type Refused = Extract<PrepareResult, { readonly ok: false }>

export const refuse = (reason: string, hint: string): Refused => ({ ok: false, refusal: { reason, hint } })

/** `up` would pull or build what is missing, or fail half-way; so it must be there before. */
export function missingImage(services: readonly string[], state: ProjectState): Refused | null {
  const images = services.flatMap((service) => imageOf(state.template, service, state.version) ?? [])
  const missing = [...new Set(images.filter((image) => state.images[image] === undefined))]
  if (missing.length === 0) return null
  return refuse(
    `the image ${missing.join(', ')} is not on the engine's machine`,
    `fetch it first (docker pull ${missing.join(' ')}); nothing was touched`,
  )
}

/** With the variable unset compose makes `image: app:` of the file, and goes on. */
export function missingVersion(
  project: Project,
  services: readonly string[],
  state: ProjectState,
): Refused | null {
  if (state.version !== null) return null
  const versioned = services.find((service) => isVersioned(state.template, service))
  if (versioned === undefined) return null
  return refuse(
    `which version of ${versioned} is meant is not known: no container of it tells, and ${project.versionVariable} is not set`,
    `set ${project.versionVariable} in the environment of hypercare`,
  )
}

export const unsetWarnings = ({ unset }: ProjectState): readonly string[] =>
  unset.length === 0
    ? []
    : [`${unset.join(', ')} is not set: the compose files are read with an empty text in its place`]
