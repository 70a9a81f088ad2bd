import { describe, expect, it } from 'vitest'
import type { Call } from '../../../src/core/notify.ts'
import { linesToCopy, MOST_COPIED_BYTES, toClipboard, toDesktop } from '../../../src/ui/terminal/osc.ts'
import { createEmulator, feed } from '../../support/emulator.ts'

/** What an emulator puts into its clipboard, and what it shows. */
async function received(bytes: string): Promise<{ clipboard: readonly string[]; shown: string }> {
  const emulator = createEmulator(80, 4)
  const clipboard: string[] = []
  emulator.parser.registerOscHandler(52, (data) => {
    clipboard.push(data)
    return true
  })
  await feed(emulator, bytes)
  const shown = emulator.buffer.active.getLine(0)?.translateToString(true) ?? ''
  return { clipboard, shown }
}

const decoded = (data: string): string => Buffer.from(data.replace(/^c;/, ''), 'base64').toString()

describe('a copy', () => {
  it.each([
    'one line',
    'two\nlines',
    '✖ CRIT ⣀⣠ 3.41 s ≥ 3.2 s',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u001b\\\u0007;?',
    '',
  ])('arrives as it was, and shows nothing: %j', async (text) => {
    const { clipboard, shown } = await received(toClipboard(text, {}))
    expect(clipboard.map(decoded)).toEqual([text])
    expect(shown).toBe('')
  })

  it('is base64 and nothing else between its borders', () => {
    const evil = '\u001b]52;c;!\u0007\u009c'
    expect(toClipboard(evil, {})).toMatch(/^\u001b\]52;c;[A-Za-z0-9+/=]*\u0007$/)
  })

  it('is sent to tmux, and past it', () => {
    expect(toClipboard('hi', { TMUX: '/tmp/tmux-0/default,1,0' })).toBe(
      '\u001b]52;c;aGk=\u0007\u001bPtmux;\u001b\u001b]52;c;aGk=\u0007\u001b\\',
    )
  })

  it('has as many whole lines as a terminal takes', () => {
    const line = 'x'.repeat(999)
    const lines = linesToCopy(Array.from({ length: 200 }, () => line).join('\n'))
    expect(lines).toHaveLength(74)
    expect(Buffer.byteLength(lines.join('\n'))).toBeLessThanOrEqual(MOST_COPIED_BYTES)
    expect(toClipboard(lines.join('\n'), {}).length).toBeLessThan(100_000)
  })

  it.each([
    [MOST_COPIED_BYTES, 1],
    [MOST_COPIED_BYTES + 1, 0],
  ])('measures bytes to the last one (%i)', (bytes, lines) => {
    expect(linesToCopy('x'.repeat(bytes))).toHaveLength(lines)
  })
})

describe('a call', () => {
  const call = (given: Partial<Call> = {}): Call => ({
    title: 'Shop · production',
    body: 'CRIT p95 3.41 s',
    bell: true,
    desktop: 'off',
    ...given,
  })
  const TMUX = { TMUX: '/tmp/tmux-0/default,1,0' }

  it.each([
    ['the bell', call(), {}, '\u0007'],
    ['nothing', call({ bell: false }), {}, ''],
    [
      'OSC 9',
      call({ desktop: 'osc9' }),
      {},
      '\u0007\u001b]9;hypercare: Shop · production: CRIT p95 3.41 s\u0007',
    ],
    [
      'OSC 777',
      call({ bell: false, desktop: 'osc777' }),
      {},
      '\u001b]777;notify;hypercare: Shop · production;CRIT p95 3.41 s\u0007',
    ],
    ['the bell in tmux, which rings it itself', call(), TMUX, '\u0007'],
    [
      'OSC 9 past tmux',
      call({ bell: false, desktop: 'osc9' }),
      TMUX,
      '\u001bPtmux;\u001b\u001b]9;hypercare: Shop · production: CRIT p95 3.41 s\u0007\u001b\\',
    ],
  ])('is %s', (_, told, env, bytes) => expect(toDesktop(told, env)).toBe(bytes))

  it.each([
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u0007\u001b\\;\u009c;rm',
    '4;1;50',
    '\u202egnorw',
    'x'.repeat(5_000),
  ])('holds no order that came with its text: %j', async (text) => {
    for (const desktop of ['osc9', 'osc777'] as const) {
      const bytes = toDesktop(call({ title: text, body: text, bell: false, desktop }), {})
      const inside = bytes.slice(2, -1)
      expect(inside).toMatch(/^[^\p{Cc}\p{Cf}]*$/u)
      expect(inside.split(';')).toHaveLength(desktop === 'osc9' ? 2 : 4)
      expect(inside.length).toBeLessThan(320)
      expect((await received(bytes)).shown).toBe('')
    }
  })
})
