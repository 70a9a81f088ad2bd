import type { Call, DesktopOrder } from '../../core/notify.ts'
import { sanitise } from '../../core/sanitise.ts'
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

/** The bell, and a notification on the desktop of whoever looks; tmux rings itself, and passes the other on if it may. */
export function toDesktop({ title, body, bell, desktop }: Call, env: Environment): string {
  const order = desktopOrder(desktop, titled(title), cleaned(body, 200))
  return (bell ? BEL : '') + (isInTmux(env) && order !== '' ? wrapped(order) : order)
}

function desktopOrder(language: DesktopOrder, title: string, body: string): string {
  switch (language) {
    case 'off':
      return ''
    case 'osc9':
      // Text that began with a digit could be taken for an order of ConEmu's.
      return `${ESC}]9;${title}: ${body}${BEL}`
    case 'osc777':
      return `${ESC}]777;notify;${title};${body}${BEL}`
  }
}

const titled = (title: string): string => `hypercare: ${cleaned(title, 60)}`

/** A semicolon would begin another part of the order. */
const cleaned = (text: string, cells: number): string => sanitise(text, cells).replaceAll(';', ',')

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
