import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import type { Answer } from './routes.ts'
import { refuse } from './routes.ts'

/** What goes wrong with requests that change the platform; reading is not touched. */
const MISHAPS = {
  'lost-answer': 'changes, and breaks the connection instead of answering',
  'lost-request': 'changes nothing, and breaks the connection instead of answering',
  conflict: 'changes nothing and answers 409',
  'server-error': 'changes, and answers 500',
  slow: 'changes, and answers 8 s later',
  lying: 'changes nothing and answers as if it had',
} as const

export type Mishap = keyof typeof MISHAPS

export const mishapNames = Object.keys(MISHAPS)
export const isMishap = (text: string): text is Mishap => Object.hasOwn(MISHAPS, text)

const SLOW_MS = 8_000

/** Answers a request that changes something; null where the connection was broken off instead. */
export async function answerMutation(
  mishap: Mishap | null,
  change: () => Answer | Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Answer | null> {
  switch (mishap) {
    case null:
      return change()
    case 'lost-answer':
      await change()
      response.destroy()
      return null
    case 'lost-request':
      await drain(request)
      response.destroy()
      return null
    case 'conflict':
      await drain(request)
      return refuse(409, 'another change is under way')
    case 'server-error':
      await change()
      return refuse(500, 'the change was made, and then something broke')
    case 'slow': {
      const answer = await change()
      await wait(SLOW_MS)
      return answer
    }
    case 'lying':
      await drain(request)
      return { status: 200, json: { ok: true } }
  }
}

async function drain(request: IncomingMessage): Promise<void> {
  for await (const _ of request);
}
