import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { errorCode, type Failure } from '../../core/failure.ts'
import type { Exposition } from './own.ts'

const HOST = '127.0.0.1'
const MAX_CONNECTIONS = 16

export type MetricsServer = {
  /** Where to scrape: `http://127.0.0.1:9464/metrics`. */
  readonly url: string
  close(): Promise<void>
}

export type ServeResult =
  | { readonly ok: true; readonly server: MetricsServer }
  | { readonly ok: false; readonly failure: Failure }

/** Serves the exposition at GET /metrics, to this machine only; port 0 is any free one. Rejects: never. */
export async function serveMetrics(port: number, exposition: Exposition): Promise<ServeResult> {
  const { createServer } = await import('node:http')
  const server = createServer(listener(exposition))
  server.maxConnections = MAX_CONNECTIONS
  const result = Promise.withResolvers<ServeResult>()
  server.on('error', (error) => result.resolve({ ok: false, failure: notServed(port, error) }))
  try {
    server.listen({ port, host: HOST }, () => {
      const address = server.address()
      const actual = typeof address === 'object' && address !== null ? address.port : port
      result.resolve({
        ok: true,
        server: {
          url: `http://${HOST}:${actual}/metrics`,
          close: () => {
            const closed = Promise.withResolvers<void>()
            server.close(() => closed.resolve())
            server.closeAllConnections()
            return closed.promise
          },
        },
      })
    })
  } catch (error) {
    // A number that is no port is refused at once.
    result.resolve({ ok: false, failure: notServed(port, error) })
  }
  return result.promise
}

const listener =
  (exposition: Exposition): RequestListener =>
  (request, response) => {
    void answer(exposition, request, response)
  }

async function answer(
  exposition: Exposition,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path] = (request.url ?? '').split('?')
  if (path !== '/metrics') return end(response, 404, 'There is only /metrics here.\n')
  if (request.method !== 'GET') {
    response.setHeader('Allow', 'GET')
    return end(response, 405, 'Only GET is allowed.\n')
  }
  try {
    const text = await exposition.metrics()
    response.setHeader('Content-Type', exposition.contentType)
    response.end(text)
  } catch (error) {
    end(
      response,
      500,
      `The metrics could not be collected (${error instanceof Error ? error.name : 'unknown'}).\n`,
    )
  }
}

function end(response: ServerResponse, status: number, text: string): void {
  response.statusCode = status
  response.setHeader('Content-Type', 'text/plain; charset=utf-8')
  response.end(text)
}

function notServed(port: number, error: unknown): Failure {
  const code = errorCode(error)
  switch (code) {
    case 'EADDRINUSE':
      return {
        kind: 'config',
        message: `port ${port} on ${HOST} is taken by another program`,
        hint: 'choose another port for the metrics; ss -ltnp shows who has this one',
      }
    case 'EACCES':
      return {
        kind: 'config',
        message: `port ${port} on ${HOST} may not be used by this user`,
        hint: 'choose a port of 1024 or more for the metrics',
      }
    default:
      return {
        kind: 'config',
        message: `the metrics can't be served on port ${port} (${code})`,
        hint: 'choose a port between 1024 and 65535 for the metrics',
      }
  }
}
