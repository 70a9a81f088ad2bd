import { serveWeb, type Web } from '../support/web.ts'

/** A request that was passed on, and what came back. */
export type Passed = { readonly path: string; readonly body: string }

export type Forward = Web & { readonly passed: readonly Passed[] }

/** Stands before a server and keeps what it answers. `edit` may change a form on its way. */
export async function forwardTo(
  target: string,
  edit: (path: string, form: URLSearchParams) => void = () => undefined,
): Promise<Forward> {
  const passed: Passed[] = []
  const web = await serveWeb(async ({ method, path, query, form }) => {
    edit(path, form)
    const full = query.size === 0 ? path : `${path}?${query}`
    const answer = await fetch(target + full, { method, ...(method === 'POST' ? { body: form } : {}) })
    const body = await answer.text()
    passed.push({ path: full, body })
    return { status: answer.status, body }
  })
  return { ...web, passed }
}
