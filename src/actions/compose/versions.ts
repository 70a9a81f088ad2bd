import type { Container } from './container.ts'
import { type Services, versionIn } from './file.ts'

/**
 * The versions that these services run, those of the others where these tell none; sorted, most often one. What runs
 * is asked, since the variable of whoever deployed is long gone, and another version would make new replicas unlike
 * the old ones.
 */
export function runningVersions(
  containers: readonly Container[],
  template: Services,
  services: readonly string[],
): readonly string[] {
  const own = versionsOf(containers, template, (service) => services.includes(service))
  return own.length > 0 ? own : versionsOf(containers, template, () => true)
}

function versionsOf(
  containers: readonly Container[],
  template: Services,
  isMeant: (service: string) => boolean,
): readonly string[] {
  const meant = containers.filter(({ service }) => isMeant(service))
  const running = meant.filter(({ status }) => status === 'running')
  // What was stopped tells it too, where nothing runs.
  const telling = running.length > 0 ? running : meant
  return [
    ...new Set(telling.flatMap(({ image, service }) => versionIn(image, template, service) ?? [])),
  ].sort()
}
