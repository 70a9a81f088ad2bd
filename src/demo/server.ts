import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { answerMutation, type Mishap } from './mishap.ts'
import { presentFaults } from './model/step.ts'
import type { Platform } from './platform.ts'
import type { Answer } from './routes.ts'
import { ROUTES, refuse } from './routes.ts'

/** An HTTP server, not yet listening, that speaks as the platform does. */
export function createPlatformServer(platform: Platform, mishap: Mishap | null): Server {
  return createServer((request, response) => {
    answerRequest(platform, mishap, request, response).catch((error: unknown) => {
      // A connection that broke needs no answer; anything else is a bug, and the client is told so.
      if (response.headersSent || response.destroyed || request.destroyed) response.destroy()
      else sendJson(response, refuse(500, error instanceof Error ? error.message : String(error)))
    })
  })
}

async function answerRequest(
  platform: Platform,
  mishap: Mishap | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = parseTarget(request.url ?? '/')
  if (!url) return sendJson(response, refuse(400, 'the request target is no valid path'))
  if (url.pathname === '/metrics') return answerMetrics(platform, request, response)

  const methods = ROUTES.get(url.pathname)
  if (!methods) return sendJson(response, refuse(404, `no such path: ${url.pathname}`))
  const handler = methods[request.method ?? 'GET']
  if (!handler) return refuseMethod(response, request, Object.keys(methods))
  const serve = () => handler(platform, request, url.searchParams)
  const answer =
    request.method === 'GET' ? await serve() : await answerMutation(mishap, serve, request, response)
  if (answer !== null) sendJson(response, answer)
}

async function answerMetrics(
  platform: Platform,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method !== 'GET') return refuseMethod(response, request, ['GET'])
  // An exporter that hangs accepts the connection and never answers; the client has to give up.
  if (!presentFaults(platform.catchUp()).metricsAnswer) return
  const text = await platform.metrics.expose()
  response.writeHead(200, { 'content-type': platform.metrics.contentType })
  response.end(text)
}

function refuseMethod(response: ServerResponse, request: IncomingMessage, allowed: readonly string[]): void {
  request.resume()
  response.setHeader('allow', allowed.join(', '))
  sendJson(response, refuse(405, `${request.method} is not allowed here; allowed is ${allowed.join(', ')}`))
}

function sendJson(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8' })
  response.end(`${JSON.stringify(answer.json)}\n`)
}

function parseTarget(target: string): URL | undefined {
  // A target such as "//" has no valid form.
  return URL.parse(target, 'http://platform') ?? undefined
}
