import { describe, expect, it } from 'vitest'
import { mergeLabels, targetLabels } from '../../../src/sources/scrape/labels.ts'

describe('the labels of a target', () => {
  it.each<[url: string, instance: string]>([
    ['http://app:8000/metrics', 'app:8000'],
    ['http://app', 'app:80'],
    ['http://app:80/x', 'app:80'],
    ['https://app/x?y=1', 'app:443'],
    ['http://[::1]:9100', '[::1]:9100'],
    ['http://[::1]/', '[::1]:80'],
  ])('%s is the instance %s', (url, instance) =>
    expect(targetLabels({ url, job: 'j', labels: {} })).toEqual({ instance, job: 'j' }),
  )

  it('are what the profile says where it says so; an empty one is none', () => {
    const labels = { instance: 'a', zone: '1', none: '' }
    expect(targetLabels({ url: 'http://x', job: 'j', labels })).toEqual({
      instance: 'a',
      job: 'j',
      zone: '1',
    })
  })
})

describe('a label the target has too', () => {
  it.each([
    [{ a: '1' }, { a: '1', job: 'j' }],
    [{ job: 'x' }, { job: 'j', exported_job: 'x' }],
    [
      { job: 'x', exported_job: 'y' },
      { job: 'j', exported_job: 'y', exported_exported_job: 'x' },
    ],
  ])('%j', (exposed, merged) => expect(mergeLabels(exposed, { job: 'j' })).toEqual(merged))
})
