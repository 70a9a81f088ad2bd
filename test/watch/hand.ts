import type { Env } from '../cli/program.ts'
import type { PtyProgram } from '../support/pty.ts'
import type { Stage } from './acting.ts'
import { hasFooter } from './watch.ts'

/** What a person does at a watch, one key at a time. */

/** All panels, and nothing over them. */
export const isReady = (screen: string): boolean =>
  hasFooter(screen) &&
  screen.includes('d downshift') &&
  /1 Mode ─+╮/.test(screen) &&
  /^╰─+╯$/m.test(screen) &&
  !isAsking(screen) &&
  !isPlan(screen) &&
  !screen.includes('closes') &&
  !screen.includes(' stays')
export const isAsking = (screen: string): boolean => screen.includes('nothing is done yet')
export const isPlan = (screen: string): boolean => /\btype .+ to (confirm|approve|keep it) /.test(screen)

/** A watch of that stage, once it has read what it watches. */
export async function openReady(
  stage: Stage,
  args: readonly string[] = [],
  env: Env = {},
): Promise<PtyProgram> {
  const pty = stage.watch(args, { env })
  await pty.until((screen) => hasFooter(screen) && screen.includes('● api'))
  return pty
}

/** Types until it is on the screen: a dialog that has just appeared hears nothing, as it should. */
async function typeSlowly(pty: PtyProgram, text: string, shown: (part: string) => string): Promise<void> {
  for (let length = 1; length <= text.length; length += 1) {
    const part = shown(text.slice(0, length))
    pty.type(text.charAt(length - 1))
    await pty.until((screen) => screen.includes(part) || !isPlan(screen))
  }
}

/** The first key that a dialog hears is the first that it shows. */
export async function untilHeard(
  pty: PtyProgram,
  key: string,
  isHeard: (screen: string) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    pty.type(key)
    // One key at a time: several in one read count as a paste, and Escape before a letter is another key.
    const isDone = await pty.until(isHeard, 700).then(
      () => true,
      () => false,
    )
    if (isDone) return
  }
  throw new Error(`${JSON.stringify(key)} was not heard:\n${pty.screen()}`)
}

/** From the key of an action to its plan. */
export async function plan(pty: PtyProgram, key = 'd'): Promise<string> {
  pty.type(key)
  await pty.until(isAsking)
  await untilHeard(pty, 'x', (screen) => /note +x_/.test(screen))
  pty.type('\r')
  return pty.until(isPlan)
}

/** Types the word once the plan hears: a letter that is no part of it shows that it does. */
export async function confirm(pty: PtyProgram, word = 'yes'): Promise<void> {
  await untilHeard(pty, '#', (screen) => /to (confirm|approve|keep it) +#+_/.test(screen))
  pty.type('\u0015')
  await pty.until((screen) => / to (confirm|approve|keep it) +_/.test(screen))
  await typeSlowly(pty, word, (part) => `  ${part}_`)
}
