import type { ComposeControl } from './config.ts'

/** Of what is needed to run its programs. */
export type Project = Pick<
  ComposeControl,
  'program' | 'project' | 'files' | 'directory' | 'host' | 'versionVariable'
>

/** v2 is a plugin of docker and the last word of its program is `compose`. */
const isPlugin = ({ program }: Project): boolean => program.at(-1) === 'compose'

/** docker-compose with its project named: without `-p` it takes the name of whatever folder it runs in. */
export const composeArgv = (project: Project, words: readonly string[]): readonly string[] => [
  ...project.program,
  ...['-p', project.project],
  ...project.files.flatMap((file) => ['-f', file]),
  ...['--ansi', 'never'],
  ...words,
]

/** docker as it stands beside docker-compose: with sudo or a path in front where that has them. */
export const dockerArgv = (project: Project, words: readonly string[]): readonly string[] => {
  const front = project.program.slice(0, -1)
  return [...front, ...(isPlugin(project) ? [] : ['docker']), ...words]
}

/**
 * `up` for these services alone, with this many replicas each. `--no-deps` and the names at the end keep it from
 * touching others. v2 is told never to pull: an image that is missing was refused before.
 */
export const upArgv = (
  project: Project,
  counts: Readonly<Record<string, number>>,
  recreate: 'changed' | 'never',
): readonly string[] =>
  composeArgv(project, [
    ...['up', '-d', '--no-deps'],
    ...(recreate === 'never' ? ['--no-recreate'] : []),
    ...(isPlugin(project) ? ['--pull', 'never'] : []),
    ...Object.entries(counts).flatMap(([service, count]) => ['--scale', `${service}=${count}`]),
    ...Object.keys(counts),
  ])

/** What their environment needs besides that of hypercare. */
export const environmentOf = (
  project: Project,
  version: string | null,
): Readonly<Record<string, string>> => ({
  ...(project.host === undefined ? {} : { DOCKER_HOST: project.host }),
  ...(version === null ? {} : { [project.versionVariable]: version }),
  // v2 would take it from the environment, and remove the containers of services that are not in these files.
  ...(isPlugin(project) ? { COMPOSE_REMOVE_ORPHANS: 'false' } : {}),
})

/** The name of an image that is built here and has none in the file. */
export const builtImage = (project: Project, service: string): string =>
  `${project.project}${isPlugin(project) ? '-' : '_'}${service}`
