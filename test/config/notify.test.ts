import { describe, expect, it } from 'vitest'
import { edited, mistakesOf, profileOf, SMALL } from './written.ts'

const notify = (text: string) => [['panels:', `notify: ${text}\npanels:`]] as const

describe('notify', () => {
  it('rings the bell for what is critical where the profile says nothing', () => {
    expect(profileOf(SMALL).notify).toEqual({
      on: ['crit'],
      bell: true,
      desktop: 'off',
      quiet: [],
      zone: 'UTC',
      atMostEveryMs: 300_000,
    })
  })

  it('has hours over midnight, of a time zone', () => {
    const text =
      '{ on: [crit, stale], bell: false, desktop: osc777, quiet: ["22:00-07:30"], zone: Europe/Berlin, atMostEvery: 1m }'
    expect(profileOf(edited(notify(text))).notify).toEqual({
      on: ['crit', 'stale'],
      bell: false,
      desktop: 'osc777',
      quiet: [{ from: 1_320, to: 450 }],
      zone: 'Europe/Berlin',
      atMostEveryMs: 60_000,
    })
  })

  it.each([
    ['{ quiet: ["22-7"] }', /^p\.yaml:27:\d+: .*not hours of the day; write them like "22:00-07:00"/],
    ['{ quiet: ["24:00-07:00"] }', /not hours of the day/],
    ['{ zone: Berlin }', /not a time zone; write it like Europe\/Berlin/],
    ['{ on: [critical] }', /critical/],
    ['{ desktop: osc99 }', /osc99/],
    ['{ atMostEvery: often }', /not a duration/],
    ['{ bel: true }', /bel/],
  ])('%s is a mistake', (text, message) => {
    expect(mistakesOf(edited(notify(text)))).toEqual([expect.stringMatching(message)])
  })
})
