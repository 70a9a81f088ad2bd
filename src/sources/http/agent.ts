import { readFile } from 'node:fs/promises'
import { Agent } from 'undici'
import { errorCode, type Failure } from '../../core/failure.ts'
import { sanitise } from '../../core/sanitise.ts'
import type { HttpSettings } from './settings.ts'

export type AgentResult =
  | { readonly ok: true; readonly agent: Agent }
  | { readonly ok: false; readonly failure: Failure }

/** Longer than the usual interval between polls, so that a source keeps its connection. */
const KEEP_ALIVE_MS = 60_000

/**
 * Connections to one server. undici's own time limits are off: `headersTimeout` counts from the request and
 * `bodyTimeout` from the last byte, so that neither stops a slow drip; a deadline's signal does.
 */
export async function openAgent(tls: HttpSettings['tls']): Promise<AgentResult> {
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
  try {
    const agent = new Agent({
      connect: { ...files, ...(tls?.serverName === undefined ? {} : { servername: tls.serverName }) },
      allowH2: false,
      connections: 1,
      pipelining: 1,
      headersTimeout: 0,
      bodyTimeout: 0,
      keepAliveTimeout: KEEP_ALIVE_MS,
    })
    return { ok: true, agent }
  } catch (error) {
    return configFailure(`the TLS settings are not usable (${sanitise(String(error))})`)
  }
}

const configFailure = (message: string): AgentResult => ({
  ok: false,
  failure: { kind: 'config', message, hint: 'mend tls in the profile' },
})
