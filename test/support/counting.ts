import { once } from 'node:events'
import { createServer, request } from 'node:http'

/** A server in front of another one, that counts what would change it. */
export type Counting = { readonly url: string; readonly mutations: () => number; close(): void }

export async function countMutations(target: string): Promise<Counting> {
  let mutations = 0
  const server = createServer((from, to) => {
    if (from.method !== 'GET') mutations += 1
    const { method, headers, url } = from
    const onward = request(`${target}${url}`, { method: method ?? 'GET', headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(to)
    })
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    mutations: () => mutations,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
