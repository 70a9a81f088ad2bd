import type { Env } from '../cli/program.ts'
import { feed } from '../support/emulator.ts'
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

/**
 * Types a key until it is heard: a dialog that has just appeared is deaf, and a key in one read with another is a part of
 * a paste. It may be heard more than once, so the condition has to hold then as well.
 */
export async function untilHeard(
  pty: PtyProgram,
  key: string,
  isHeard: (screen: string) => boolean,
): Promise<void> {
  for (let tries = 0; tries < 20; tries += 1) {
    pty.type(key)
    const isDone = await pty.until(isHeard, 700).then(
      () => true,
      () => false,
    )
    if (isDone) return
  }
  throw new Error(`${JSON.stringify(key)} was not heard:\n${pty.screen()}`)
}

/** Waits until a watch has read all that was typed: Ctrl-L, which comes last, paints over what stands there by mistake. */
export async function untilRead(pty: PtyProgram): Promise<void> {
  await pty.until(hasFooter)
  await feed(pty.emulator, '\u001b[1;1H¤')
  await untilHeard(pty, '\u000c', (screen) => !screen.includes('¤'))
}

/** From the key of an action to its plan. */
export async function plan(pty: PtyProgram, key = 'd'): Promise<string> {
  pty.type(key)
  await pty.until(isAsking)
  await note(pty)
  pty.type('\r')
  return pty.until(isPlan)
}

/** Says why, in the dialog that asks for it. */
export const note = (pty: PtyProgram): Promise<void> =>
  untilHeard(pty, 'x', (screen) => /note +x+_/.test(screen))

/** Types the word once the plan hears: a letter that is no part of it shows that it does. */
export async function confirm(pty: PtyProgram, word = 'yes'): Promise<void> {
  await untilHeard(pty, '#', (screen) => /to (confirm|approve|keep it) +#+_/.test(screen))
  pty.type('\u0015')
  await pty.until((screen) => / to (confirm|approve|keep it) +_/.test(screen))
  await typeSlowly(pty, word, (part) => `  ${part}_`)
}
