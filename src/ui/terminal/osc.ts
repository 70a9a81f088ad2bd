import type { Environment } from './depth.ts'

/** Orders to the terminal beside the picture. None of them carries text that was not encoded or cleaned here. */

const ESC = '\u001b'
const BEL = '\u0007'

/** What xterm takes at most: 100 000 bytes with what stands around it. */
export const MOST_COPIED_BYTES = 74_994

/**
 * Text into the clipboard of whoever looks, through any number of SSH hops (OSC 52). Under tmux it is sent twice: tmux
 * takes the plain one where `set-clipboard` is on, and passes the wrapped one on where `allow-passthrough` is on.
 */
export function toClipboard(text: string, env: Environment): string {
  const order = `${ESC}]52;c;${Buffer.from(text).toString('base64')}${BEL}`
  return order + (isInTmux(env) ? wrapped(order) : '')
}

/** The whole lines from the top that may be copied. */
export function linesToCopy(text: string): readonly string[] {
  const lines = text.split('\n')
  let bytes = 0
  const end = lines.findIndex((line) => {
    bytes += Buffer.byteLength(line) + 1
    return bytes - 1 > MOST_COPIED_BYTES
  })
  return end === -1 ? lines : lines.slice(0, end)
}

export const isInTmux = ({ TMUX = '' }: Environment): boolean => TMUX !== ''

/** What tmux passes on as it is to the terminal that it runs in. */
const wrapped = (order: string): string => `${ESC}Ptmux;${order.replaceAll(ESC, ESC + ESC)}${ESC}\\`
