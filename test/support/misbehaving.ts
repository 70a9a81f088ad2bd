import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { gzipSync } from 'node:zlib'

/** What a server does with a connection once the head of a request has arrived. */
export type Behaviour = (socket: Socket, head: string) => void

export type Misbehaving = {
  readonly port: number
  readonly url: string
  /** Heads of the requests it got, oldest first; with the bodies that came in the same packet. */
  readonly requests: readonly string[]
  /** Connections open now. */
  open(): number
  close(): Promise<void>
}

/** A server of raw sockets that does what no decent one would. With `tls`, over TLS. */
export async function startMisbehaving(behaviour: Behaviour, tls?: TlsOptions): Promise<Misbehaving> {
  const requests: string[] = []
  const sockets = new Set<Socket>()
  const onConnection = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    // A client that goes away in the middle is the point of many tests.
    socket.on('error', () => socket.destroy())
    socket.on('data', (data) => {
      const head = data.toString('latin1')
      requests.push(head)
      behaviour(socket, head)
    })
  }
  const server = tls === undefined ? createServer(onConnection) : createTlsServer(tls, onConnection)
  server.on('tlsClientError', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const scheme = tls === undefined ? 'http' : 'https'
  return {
    port: address.port,
    url: `${scheme}://127.0.0.1:${address.port}`,
    requests,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

/** Answers properly: status, headers and a body of known length. */
export function answer(
  status: number,
  body: string | Buffer,
  headers: Record<string, string> = {},
): Behaviour {
  const bytes = Buffer.from(body)
  return (socket) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`HTTP/1.1 ${status} Status\r\n${lines.join('')}content-length: ${bytes.length}\r\n\r\n`)
    socket.write(bytes)
  }
}

/** Sends exactly these bytes, then closes. */
export function bytesThenClose(bytes: string): Behaviour {
  return (socket) => socket.end(Buffer.from(bytes, 'latin1'))
}

/** Sends exactly these bytes, then resets the connection. */
export function bytesThenReset(bytes: string): Behaviour {
  return (socket) => socket.write(Buffer.from(bytes, 'latin1'), () => socket.resetAndDestroy())
}

/** Accepts the request and never says a word. */
export const hang: Behaviour = () => undefined

/** Sends one byte of a body every 20 ms, for ever. */
export const drip: Behaviour = (socket) => {
  socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\n[')
  const timer = setInterval(() => socket.write(' '), 20)
  socket.on('close', () => clearInterval(timer))
}

/** Sends a body without end, as fast as it is taken. */
export const flood: Behaviour = (socket) => {
  const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`
  const pour = (): void => {
    while (!socket.destroyed && socket.write(chunk));
  }
  socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n')
  socket.on('drain', pour)
  pour()
}

/** 100 MB of blanks in 100 kB. */
export function gzipBomb(): Behaviour {
  const bomb = gzipSync(Buffer.alloc(100_000_000, ' '))
  return answer(200, bomb, { 'content-encoding': 'gzip' })
}
