import { createServer } from 'node:http'

/** What came and how it is answered. */
export type WebRequest = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly form: URLSearchParams
  readonly headers: NodeJS.Dict<string | string[]>
}
export type WebAnswer = {
  readonly status?: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

export type Web = {
  readonly url: string
  readonly requests: readonly WebRequest[]
  close(): Promise<void>
}

/** A well-behaved web server made of one function, which may be late. It tells no time but what the function says. */
export async function serveWeb(
  answer: (request: WebRequest) => WebAnswer | Promise<WebAnswer>,
): Promise<Web> {
  const requests: WebRequest[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const request = {
      method: incoming.method ?? '',
      path: url.pathname,
      query: url.searchParams,
      form: new URLSearchParams(Buffer.concat(chunks).toString()),
      headers: incoming.headers,
    }
    requests.push(request)
    const { status = 200, body, headers = {} } = await answer(request)
    response.sendDate = false
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('not listening on a port')
  return {
    url: `http://127.0.0.1:${at.port}`,
    requests,
    close: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
