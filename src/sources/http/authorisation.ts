import type { Failure } from '../../core/failure.ts'
import { type Environment, readSecret } from '../secret/read.ts'
import type { HttpSettings } from './settings.ts'

/** The header to send, and the texts that must appear nowhere else. */
export type Authorisation = { readonly header: string | null; readonly secrets: readonly string[] }

export type AuthorisationResult =
  | { readonly ok: true; readonly authorisation: Authorisation }
  | { readonly ok: false; readonly failure: Failure }

/** Reads the secrets of `auth` anew and makes the `Authorization` header of them. */
export async function authorise(auth: HttpSettings['auth'], env: Environment): Promise<AuthorisationResult> {
  if (auth === undefined) return { ok: true, authorisation: { header: null, secrets: [] } }
  const secret = await readSecret('bearer' in auth ? auth.bearer : auth.basic.password, env)
  if (!secret.ok) return secret
  if ('bearer' in auth) {
    return { ok: true, authorisation: { header: `Bearer ${secret.value}`, secrets: [secret.value] } }
  }
  const encoded = Buffer.from(`${auth.basic.user}:${secret.value}`).toString('base64')
  return { ok: true, authorisation: { header: `Basic ${encoded}`, secrets: [secret.value, encoded] } }
}

/** The text with every secret blotted out, for servers that echo what they were sent, be it as JSON or a URL writes it. */
export function redact(text: string, secrets: readonly string[]): string {
  return secrets.reduce(
    (clean, secret) => clean.replaceAll(secret, '•••').replace(spelled(secret), '•••'),
    text,
  )
}

/** Each character as it is, after a backslash or by its number: `/`, `\/`, `\u002f`, `%2f`. */
function spelled(secret: string): RegExp {
  const characters = Array.from(secret, (char) => {
    const hex = char.charCodeAt(0).toString(16).padStart(2, '0')
    const slashed = `\\\\\\x${hex}`
    const itself = '"\\'.includes(char) ? slashed : char === '/' ? `/|${slashed}` : `\\x${hex}`
    return `(?:${itself}|\\\\u00${hex}|%${hex})`
  })
  return new RegExp(characters.join(''), 'gi')
}
