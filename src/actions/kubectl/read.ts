import { type Read, runReading, unreadable } from '../program/read.ts'
import { classifyOutput } from './failure.ts'
import { type Cluster, kubectlArgv } from './invocation.ts'
import {
  type Autoscaler,
  type Deployment,
  type Pod,
  parseAutoscalers,
  parseDeployment,
  parsePods,
  parseRevisions,
  type Revision,
} from './objects.ts'

export type Reader = {
  readonly cluster: Cluster
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

export const readDeployment = (reader: Reader, name: string): Promise<Read<Deployment>> =>
  get(reader, [`deployment/${name}`], parseDeployment)

/** The revisions that the cluster keeps of a deployment. */
export async function readRevisions(
  reader: Reader,
  { uid, selector }: Deployment,
): Promise<Read<readonly Revision[]>> {
  const all = await get(reader, ['replicasets', '--selector', selector], parseRevisions)
  return all.ok ? { ok: true, value: all.value.filter(({ owners }) => owners.includes(uid)) } : all
}

export const readPods = (reader: Reader, { selector }: Deployment): Promise<Read<readonly Pod[]>> =>
  get(reader, ['pods', '--selector', selector], parsePods)

/** One pod; null where there is none of that name. */
export async function readPod(reader: Reader, name: string): Promise<Read<Pod | null>> {
  const found = await get(reader, ['pods', '--field-selector', `metadata.name=${name}`], parsePods)
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found
}

/** The ReplicaSet of that name; null where what makes a pod anew is something else. */
export async function readReplicaSet(reader: Reader, name: string): Promise<Read<Revision | null>> {
  const found = await get(
    reader,
    ['replicasets', '--field-selector', `metadata.name=${name}`],
    parseRevisions,
  )
  return found.ok ? { ok: true, value: found.value[0] ?? null } : found
}

/** What else sets the replicas of a deployment; null where nothing does, or where one may not see it. */
export async function readAutoscaler(reader: Reader, { name }: Deployment): Promise<Autoscaler | null> {
  const all = await get(reader, ['horizontalpodautoscalers'], parseAutoscalers)
  if (!all.ok) return null
  return all.value.find((one) => one.kind === 'Deployment' && one.target === name) ?? null
}

async function get<T>(
  { cluster, env, signal }: Reader,
  words: readonly string[],
  parse: (text: string) => T | null,
): Promise<Read<T>> {
  const argv = kubectlArgv(cluster, ['get', ...words, '--output', 'json'])
  const result = await runReading(argv, { signal, env })
  if (!result.ok) return { ok: false, failure: result.failure }
  if (result.code !== 0) return { ok: false, failure: classifyOutput(result.code, result.stderr) }
  const value = parse(result.stdout)
  return value === null ? unreadable(`kubectl get ${words[0]}`) : { ok: true, value }
}
