import { describe, expect, it } from 'vitest'
import { authoredAction } from '../../src/actions/config.ts'
import { orderOf } from '../../src/actions/order.ts'

const WHO = { user: 'kim', note: 'why' }

const action = (authored: object) => ({ id: 'it', ...authoredAction.parse({ title: 'It', ...authored }) })

const SCALE = { kind: 'scale', by: 'stack', service: 'worker-llm', max: 10 }
const TTL = {
  kind: 'request',
  source: 'api',
  path: '/cache/{mode}',
  parameters: { mode: { oneOf: ['fast', 'a/b'] }, seconds: { min: 1, max: 900 } },
  body: { mode: '{mode}', ttl_seconds: '{seconds}', text: 'for {seconds} s' },
  observe: { get: '/cache', pick: '{mode}.ttl', becomes: '{seconds}' },
  undo: { body: { ttl_seconds: '{before}' } },
}
const RUN = { kind: 'command', argv: ['echo', '{what}'], parameters: { what: { pattern: '[a-z]+' } } }

describe('an order', () => {
  it.each<[string, object, readonly string[], object]>([
    ['scale', SCALE, ['4'], { kind: 'scale', by: 'stack', to: { 'worker-llm': 4 } }],
    [
      'stop',
      { kind: 'stop', by: 'stack', services: ['rl'] },
      [],
      { kind: 'stop', by: 'stack', services: ['rl'] },
    ],
    ['a pod', { kind: 'delete-pod', by: 'prod' }, ['api-7f-x'], { kind: 'delete-pod', pod: 'api-7f-x' }],
    [
      'a version',
      { kind: 'version', by: 'stack' },
      ['v0.1.0'],
      { kind: 'version', services: [], to: 'v0.1.0' },
    ],
    [
      'a request: numbers stay numbers, paths are encoded, {before} waits',
      TTL,
      ['a/b', '600'],
      {
        path: '/cache/a%2Fb',
        body: { mode: 'a/b', ttl_seconds: 600, text: 'for 600 s' },
        observe: { get: '/cache', pick: 'a/b.ttl', becomes: '600' },
        undo: { method: 'POST', path: '/cache/a%2Fb', body: { ttl_seconds: '{before}' } },
      },
    ],
    ['a command', RUN, ['hello'], { argv: ['echo', 'hello'] }],
    [
      'a silence',
      { kind: 'silence', source: 'am' },
      ['alertname=Slow', 'service=~"a|b"'],
      {
        comment: 'why',
        createdBy: 'kim',
        matchers: [
          { name: 'alertname', value: 'Slow', isRegex: false, isEqual: true },
          { name: 'service', value: 'a|b', isRegex: true, isEqual: true },
        ],
      },
    ],
  ])('%s', (_, authored, args, change) => {
    const order = orderOf(action(authored), args, WHO)
    expect(order).toMatchObject({ ok: true, change })
  })

  it.each<[string, object, readonly string[], string]>([
    ['11: no number', SCALE, ['many'], '"many" is not a whole number'],
    ['11: a negative number', SCALE, ['-1'], '"-1" is not a whole number'],
    ['11: nothing', SCALE, [], 'the number of replicas is missing'],
    ['too much', SCALE, ['3', '4'], '"4" is one argument too many'],
    ['a version with a shell in it', { kind: 'version', by: 'stack' }, ['v1;rm'], 'is not a version'],
    ['no pod', { kind: 'delete-pod', by: 'prod' }, ['--all'], '"--all" is not the name of a pod'],
    ['an unknown word', TTL, ['slow', '600'], '"slow" is no mode'],
    ['a number out of range', TTL, ['fast', '901'], '"901" is no seconds'],
    ['no pattern', RUN, ['a b'], '"a b" is no what'],
    ['no matcher', { kind: 'silence', source: 'am' }, ['alertname'], '"alertname" is not a matcher'],
  ])('is refused: %s', (_, authored, args, reason) => {
    const order = orderOf(action(authored), args, WHO)
    expect(order).toMatchObject({ ok: false, reason: expect.stringContaining(reason) })
  })
})
