import { createInterface } from 'node:readline/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { isConfirmedBy, wordToType } from '../actions/confirm.ts'
import type { Finding } from '../actions/finding.ts'
import type { Plan } from '../actions/plan.ts'

/** What was typed before the plan could be read was not meant for it. */
const DEAF_MS = 500

/** Asks at the terminal. Anything but the very word is no; so is no answer while the plan lives. */
export async function askToConfirm(
  plan: Plan,
  findings: readonly Finding[],
  lifeMs: number,
): Promise<boolean> {
  await dropTypeAhead()
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const word = wordToType(plan, findings)
    const typed = await asking.question(`Type ${word} to do it; anything else cancels: `, {
      signal: AbortSignal.timeout(lifeMs),
    })
    return isConfirmedBy(typed, plan, findings)
  } catch {
    // The plan expired, or the input ended: nobody said yes.
    return false
  } finally {
    asking.close()
  }
}

async function dropTypeAhead(): Promise<void> {
  const { stdin } = process
  const drop = (): void => undefined
  stdin.setRawMode(true)
  stdin.on('data', drop)
  await wait(DEAF_MS)
  stdin.off('data', drop)
  stdin.pause()
  stdin.setRawMode(false)
}
