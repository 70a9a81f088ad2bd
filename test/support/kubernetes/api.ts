import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Cluster, createCluster, DEPLOYMENT, NAMESPACE, type Template } from './cluster.ts'

/** What the server does with a request that changes something. */
export type Fault =
  | 'none'
  /** Says 409 without end, as if somebody else were always faster. */
  | 'conflict'
  /** Does it, and drops the connection instead of answering. */
  | 'lost-answer'
  /** Drops the connection and does nothing. */
  | 'dropped'
  /** Does it, says 503, and asks to come again. */
  | 'come-again'
  /** Never answers, and does nothing. */
  | 'hang'

export type KubernetesApi = {
  readonly url: string
  readonly cluster: Cluster
  fault: Fault
  /** Requests that would change something, oldest first: `PUT …/scale`. */
  readonly changes: readonly string[]
  close(): Promise<void>
}

const APPS = `/apis/apps/v1/namespaces/${NAMESPACE}`
const CORE = `/api/v1/namespaces/${NAMESPACE}`

/** An API server with one namespace and one deployment in it; what kubectl needs of one, and no more. */
export async function startKubernetesApi(): Promise<KubernetesApi> {
  const cluster = createCluster()
  const changes: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', api.url)
    void bodyOf(request).then((body) =>
      serve(api, changes, { method: request.method ?? '', url, body }, response),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const api: KubernetesApi = {
    url: `http://127.0.0.1:${address.port}`,
    cluster,
    fault: 'none',
    changes,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return api
}

type Asked = { readonly method: string; readonly url: URL; readonly body: string }
type Answer = { readonly code: number; readonly value: object }

function serve(api: KubernetesApi, changes: string[], asked: Asked, response: ServerResponse): void {
  const { method, url } = asked
  if (method === 'GET') {
    send(response, read(api.cluster, url))
    return
  }
  changes.push(`${method} ${url.pathname.split('/').slice(-2).join('/')}`)
  switch (api.fault) {
    case 'none':
      send(response, change(api.cluster, asked))
      break
    case 'conflict':
      send(response, failure(409, 'Conflict', 'the object has been modified'))
      break
    case 'lost-answer':
      change(api.cluster, asked)
      response.destroy()
      break
    case 'dropped':
      response.destroy()
      break
    case 'come-again':
      change(api.cluster, asked)
      api.fault = 'none'
      response.setHeader('retry-after', '1')
      send(response, failure(503, 'ServiceUnavailable', 'come again'))
      break
    case 'hang':
      break
  }
}

function read(cluster: Cluster, { pathname, searchParams }: URL): Answer {
  const list = (apiVersion: string, kind: string, items: readonly object[]): object => ({
    kind: `${kind}List`,
    apiVersion,
    metadata: { resourceVersion: cluster.resourceVersion },
    items: items.filter((item) => isSelected(item, searchParams.get('fieldSelector'))),
  })
  const value = (): object | undefined => {
    switch (pathname) {
      case `${APPS}/deployments/${DEPLOYMENT}`:
        return cluster.deployment()
      case `${APPS}/deployments/${DEPLOYMENT}/scale`:
        return cluster.scale()
      case `${APPS}/replicasets`:
        return list('apps/v1', 'ReplicaSet', cluster.replicaSets())
      case `${CORE}/pods`:
        return list('v1', 'Pod', cluster.pods())
      case `/apis/autoscaling/v1/namespaces/${NAMESPACE}/horizontalpodautoscalers`:
        return list('autoscaling/v1', 'HorizontalPodAutoscaler', cluster.autoscalers())
      default:
        return DISCOVERY[pathname] ?? cluster.pods().find(({ metadata }) => pathname.endsWith(metadata.name))
    }
  }
  const found = value()
  return found === undefined ? failure(404, 'NotFound', 'not found') : { code: 200, value: found }
}

const isSelected = (item: object, selector: string | null): boolean =>
  selector === null || JSON.stringify(item).includes(`"name":"${selector.replace('metadata.name=', '')}"`)

function change(cluster: Cluster, { method, url, body }: Asked): Answer {
  const asked: unknown = JSON.parse(body === '' ? '{}' : body)
  if (url.pathname.endsWith('/scale')) {
    const { metadata, spec } = asked as { metadata: { resourceVersion: string }; spec: { replicas: number } }
    if (metadata.resourceVersion !== cluster.resourceVersion) {
      return failure(409, 'Conflict', 'the object has been modified')
    }
    cluster.replicas = spec.replicas
    cluster.settle()
    return { code: 200, value: cluster.scale() }
  }
  if (method === 'DELETE') {
    const isThere = cluster.deletePod(url.pathname.split('/').at(-1) ?? '')
    if (!isThere) return failure(404, 'NotFound', 'no such pod')
    return { code: 200, value: { kind: 'Status', apiVersion: 'v1', status: 'Success' } }
  }
  cluster.setTemplate(patched(cluster.template, asked))
  return { code: 200, value: cluster.deployment() }
}

type Patch = { spec: { template: { metadata: { annotations: Record<string, string> } } } }
type Operation = { path: string; value: Template }

/** The patch of an undo replaces the template; that of a restart adds an annotation to it. */
function patched(template: Template, asked: unknown): Template {
  if (Array.isArray(asked)) {
    const operation = (asked as Operation[]).find(({ path }) => path === '/spec/template')
    if (operation === undefined) throw new Error('not the patch of an undo')
    const { labels, annotations } = operation.value.metadata
    return { ...operation.value, metadata: { labels, ...(annotations ? { annotations } : {}) } }
  }
  const { annotations } = (asked as Patch).spec.template.metadata
  const { metadata } = template
  return {
    ...template,
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...annotations } },
  }
}

const resource = (name: string, kind: string, more: object = {}): object => ({
  name,
  singularName: kind.toLowerCase(),
  namespaced: true,
  kind,
  verbs: ['get', 'list', 'patch', 'update', 'delete'],
  ...more,
})
const resources = (groupVersion: string, list: readonly object[]): object => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: list,
})
const group = (name: string): object => {
  const version = { groupVersion: `${name}/v1`, version: 'v1' }
  return { name, versions: [version], preferredVersion: version }
}

const DISCOVERY: Readonly<Record<string, object>> = {
  '/version': { major: '1', minor: '30', gitVersion: 'v1.30.0' },
  '/api': { kind: 'APIVersions', versions: ['v1'] },
  '/apis': { kind: 'APIGroupList', apiVersion: 'v1', groups: [group('apps'), group('autoscaling')] },
  '/api/v1': resources('v1', [resource('pods', 'Pod')]),
  '/apis/apps/v1': resources('apps/v1', [
    resource('deployments', 'Deployment'),
    resource('deployments/scale', 'Scale', { group: 'autoscaling', version: 'v1' }),
    resource('replicasets', 'ReplicaSet'),
  ]),
  '/apis/autoscaling/v1': resources('autoscaling/v1', [
    resource('horizontalpodautoscalers', 'HorizontalPodAutoscaler'),
  ]),
}

function send(response: ServerResponse, { code, value }: Answer): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

const failure = (code: number, reason: string, message: string): Answer => ({
  code,
  value: { kind: 'Status', apiVersion: 'v1', status: 'Failure', code, reason, message },
})

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = ''
  for await (const chunk of request) body += chunk
  return body
}
