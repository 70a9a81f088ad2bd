import { describe, expect, it } from 'vitest'
import { edited, mistakesOf, profileOf } from './written.ts'

const ONE = '  one: { kind: prometheus, url: http://localhost:9091, standsIn: { for: prom } }\n'
const withSources = (lines: string): string => edited([['sources:\n', `sources:\n${lines}`]])
const standingInFor = (id: string): string => withSources(ONE.replace('for: prom', `for: ${id}`))

describe('a stand-in', () => {
  it('has terms, each with its default', () => {
    const one = profileOf(withSources(ONE)).sources.find(({ id }) => id === 'one')
    expect(one?.standsIn).toEqual({ for: 'prom', afterFailures: 2, backAfterMs: 300_000, isWarm: true })
  })

  it('reads the signals of a source that is not in the profile', () => {
    const text = edited(
      [['  prom: { kind: prometheus, url: http://localhost:9090 }\n', '']],
      withSources(ONE),
    )
    expect(mistakesOf(text)).toEqual([])
  })

  it('with a mistake of its own still reads them, so that each signal does not tell of it again', () => {
    const text = edited(
      [['  prom: { kind: prometheus, url: http://localhost:9090 }\n', '']],
      withSources(ONE.replace('http:', 'htp:')),
    )
    expect(mistakesOf(text)).toEqual([
      'p.yaml:5:33: sources.one.url is "htp://localhost:9091": not an http(s) URL; write it like http://localhost:9090',
    ])
  })

  it.each([
    ['itself', standingInFor('one'), ["p.yaml:5:73: a source can't stand in for itself"]],
    [
      'nobody',
      standingInFor('promm'),
      ['p.yaml:5:73: there is no source "promm", and no signal names it; did you mean "prom"?'],
    ],
    [
      'a source that is read otherwise',
      standingInFor('api'),
      [
        'p.yaml:5:73: the source "api" of kind health is not read with queries, so nothing can stand in for it',
      ],
    ],
    [
      'one that another stands in for',
      withSources(ONE + ONE.replace('one:', 'two:')),
      ['p.yaml:6:73: one stands in for prom already'],
    ],
    [
      'a stand-in',
      withSources(ONE + ONE.replace('one:', 'two:').replace('for: prom', 'for: one')),
      ['p.yaml:6:73: one stands in for another source itself; nobody stands in for a stand-in'],
    ],
  ])('does not stand in for %s', (_, text, mistakes) => expect(mistakesOf(text)).toEqual(mistakes))
})
