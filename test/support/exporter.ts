import { createServer } from 'node:http'

export type Exporter = {
  readonly address: string
  readonly url: string
  /** The text of `/metrics`. */
  text: string
  /** Dies at once, as a killed process does. */
  kill(): Promise<void>
}

/** A target to be scraped, in this process, that can be killed. */
export async function startExporter(text: () => string): Promise<Exporter> {
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/plain; version=0.0.4')
    response.end(exporter.text === '' ? text() : exporter.text)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = server.address()
  if (at === null || typeof at === 'string') throw new Error('not listening on a port')
  const address = `127.0.0.1:${at.port}`
  const exporter: Exporter = {
    address,
    url: `http://${address}`,
    text: '',
    kill: async () => {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
  return exporter
}
