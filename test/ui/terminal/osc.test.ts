import { describe, expect, it } from 'vitest'
import { linesToCopy, MOST_COPIED_BYTES, toClipboard } from '../../../src/ui/terminal/osc.ts'
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
