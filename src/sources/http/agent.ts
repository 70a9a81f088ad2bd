import { readFile } from 'node:fs/promises'
import { Agent, type IncomingMessage, type RequestOptions, request } from 'node:http'
import { urlToHttpOptions } from 'node:url'
import { errorCode, type Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { Deadline } from './deadline.ts'
import type { HttpSettings } from './settings.ts'

export type Outgoing = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
  readonly deadline: Deadline
}

/** One kept connection to one server. */
export type HttpAgent = {
  /** Resolves when the head of the answer is there. Rejects with whatever Node throws. When the deadline is over, it breaks off. */
  send(outgoing: Outgoing): Promise<IncomingMessage>
  destroy(): void
}

export type AgentResult =
  | { readonly ok: true; readonly agent: HttpAgent }
  | { readonly ok: false; readonly failure: Failure }

/** Longer than the usual interval between polls, so that a source keeps its connection. */
const KEEP_ALIVE_MS = 60_000
const CONNECTIONS = { keepAlive: true, maxSockets: 1, timeout: KEEP_ALIVE_MS } as const

/**
 * Connections to one server by Node's own client, which is there already: a package for it would be a quarter of all code
 * to load. It has no time limits that stop a slow drip; a deadline does.
 */
export async function openAgent({ url, tls }: HttpSettings): Promise<AgentResult> {
  const { origin, protocol } = new URL(url)
  const server = urlToHttpOptions(new URL(origin))
  if (protocol !== 'https:') return { ok: true, agent: agentOf(new Agent(CONNECTIONS), request, server) }
  const files: Record<string, Buffer> = {}
  for (const name of ['ca', 'cert', 'key'] as const) {
    const path = tls?.[name]
    if (path === undefined) continue
    try {
      files[name] = await readFile(path)
    } catch (error) {
      return configFailure(`the TLS ${name} file ${sanitise(path)} can't be read (${errorCode(error)})`)
    }
  }
  // Most servers in a private network speak plain HTTP, and TLS takes its time to load.
  const https = await import('node:https')
  const name = tls?.serverName === undefined ? {} : { servername: tls.serverName }
  return {
    ok: true,
    agent: agentOf(new https.Agent({ ...CONNECTIONS, ...files, ...name }), https.request, server),
  }
}

function agentOf(agent: Agent, ask: typeof request, server: RequestOptions): HttpAgent {
  return {
    send: ({ method, path, headers, body, deadline }) =>
      new Promise((resolve, reject) => {
        const sent = ask({ ...server, agent, path, method, headers })
        sent.once('response', resolve)
        sent.on('error', reject)
        // Not by the `signal` of a request: Node puts a dozen listeners on each that has one.
        sent.once(
          'close',
          deadline.whenOver(() => sent.destroy()),
        )
        sent.end(body ?? undefined)
      }),
    destroy: () => agent.destroy(),
  }
}

const configFailure = (message: string): AgentResult => ({
  ok: false,
  failure: { kind: 'config', message, hint: 'mend tls in the profile' },
})
