import type { KubectlControl } from './config.ts'

export type Cluster = Pick<KubectlControl, 'program' | 'namespace' | 'context' | 'kubeconfig'>

/** kubectl in the namespace of the profile, never in whatever one is current. */
export const kubectlArgv = (cluster: Cluster, words: readonly string[]): readonly string[] => [
  ...cluster.program,
  ...(cluster.kubeconfig === undefined ? [] : ['--kubeconfig', cluster.kubeconfig]),
  ...(cluster.context === undefined ? [] : ['--context', cluster.context]),
  ...['--namespace', cluster.namespace],
  ...words,
]

/** What changes something: a request that hangs is given up by kubectl itself, and is then of unknown outcome. */
export const changeArgv = (cluster: Cluster, words: readonly string[]): readonly string[] =>
  kubectlArgv(cluster, ['--request-timeout=20s', ...words])
