import { describe, expect, it } from 'vitest'
import { scrapeConfig } from '../../../src/sources/scrape/config.ts'

const mistakesOf = (targets: readonly object[], more: object = {}): readonly string[] => {
  const parsed = scrapeConfig.safeParse({ kind: 'scrape', targets, ...more })
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
}

describe('the configuration of scraping', () => {
  it('asks for little', () => {
    const { targets, lookback, standsIn, maxSeries } = scrapeConfig.parse({
      kind: 'scrape',
      targets: [{ url: 'http://app:8000', job: 'app' }],
    })
    expect({ lookback, standsIn, maxSeries }).toEqual({
      lookback: 300_000,
      standsIn: null,
      maxSeries: 20_000,
    })
    expect(targets).toEqual([{ url: 'http://app:8000', job: 'app', labels: {}, headers: {} }])
  })

  it.each<[string, readonly object[], string]>([
    ['no target', [], 'targets: at least one target is needed'],
    ['no job', [{ url: 'http://a' }], 'targets.0.job: Invalid input: expected string, received undefined'],
    [
      'a password in the URL',
      [{ url: 'http://u:p@a', job: 'a' }],
      'targets.0.url: a secret does not belong in a profile',
    ],
    [
      'a secret header',
      [{ url: 'http://a', job: 'a', headers: { authorization: 'x' } }],
      'targets.0.headers.authorization: a secret',
    ],
    ['no label', [{ url: 'http://a', job: 'a', labels: { 'a-b': 'x' } }], 'targets.0.labels.a-b: '],
    [
      'a label of Prometheus',
      [{ url: 'http://a', job: 'a', labels: { __name__: 'x' } }],
      'targets.0.labels.__name__: ',
    ],
    [
      'two targets nothing tells apart',
      [
        { url: 'http://a/one', job: 'a' },
        { url: 'http://a:80/two', job: 'a' },
      ],
      'targets.1.url: another target has the same job, host and port; tell them apart by a label',
    ],
  ])('%s', (_, targets, told) => expect(mistakesOf(targets)).toEqual([expect.stringContaining(told)]))

  it('lets a label tell targets of one host apart', () => {
    const one = { url: 'http://a/one', job: 'a', labels: { part: 1 } }
    expect(mistakesOf([one, { ...one, url: 'http://a/two', labels: { part: 2 } }])).toEqual([])
  })
})
