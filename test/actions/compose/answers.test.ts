import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseInspect } from '../../../src/actions/compose/container.ts'
import { classifyOutput } from '../../../src/actions/compose/failure.ts'
import {
  imageOf,
  PLACEHOLDER,
  parseConfig,
  parseHashes,
  unsetVariables,
  versionIn,
} from '../../../src/actions/compose/file.ts'
import { outcomeOf } from '../../../src/actions/compose/outcome.ts'
import { unfinishedIn } from '../../../src/actions/compose/progress.ts'
import { parseStats } from '../../../src/actions/compose/usage.ts'
import { runningVersions } from '../../../src/actions/compose/versions.ts'
import { PROJECT, worker } from './given.ts'

const inspected = (over: object = {}, labels: object = {}): object => ({
  Id: 'a4a5730ef188',
  Name: '/p_worker_3',
  Image: 'sha256:8f4f',
  RestartCount: 2,
  State: { Status: 'running', ExitCode: 0, StartedAt: '2026-11-25T22:39:43.661692595Z' },
  Config: {
    Image: 'bb:1',
    Labels: {
      'com.docker.compose.service': 'worker',
      'com.docker.compose.container-number': '3',
      'com.docker.compose.config-hash': '5098',
      'com.docker.compose.oneoff': 'False',
      ...labels,
    },
  },
  ...over,
})

describe('docker inspect', () => {
  it('is read', () => {
    expect(parseInspect(JSON.stringify([inspected()]))).toEqual([
      {
        ...worker(3),
        id: 'a4a5730ef188',
        imageId: 'sha256:8f4f',
        configHash: '5098',
        startedAt: Date.parse('2026-11-25T22:39:43.661Z'),
        restarts: 2,
      },
    ])
  })

  it('40: is sanitised', () => {
    const hostile = inspected({ Name: '/p\u001b]0;x\u0007' }, { 'com.docker.compose.service': 'w\u202e' })
    expect(parseInspect(JSON.stringify([hostile]))).toMatchObject([
      { name: 'p\\x1b]0;x\\x07', service: 'w\\u{202e}' },
    ])
  })

  it.each<[what: string, one: object, expected: object]>([
    ['a one-off container', inspected({}, { 'com.docker.compose.oneoff': 'True' }), []],
    ['a container of nobody', inspected({ Config: { Image: 'bb:1', Labels: null } }), []],
    [
      'one that never started',
      inspected({ State: { Status: 'created', ExitCode: 0, StartedAt: '0001-01-01T00:00:00Z' } }),
      [{ status: 'created', startedAt: 0 }],
    ],
    [
      'one with a health check',
      inspected({
        State: { Status: 'running', ExitCode: 0, StartedAt: '', Health: { Status: 'unhealthy', Log: [] } },
      }),
      [{ health: 'unhealthy' }],
    ],
  ])('%s', (_, one, expected) => {
    expect(parseInspect(JSON.stringify([one]))).toMatchObject(expected)
  })

  it('is not guessed at', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const containers = parseInspect(text)
        expect(containers === null || containers.length === 0).toBe(true)
      }),
      { seed: 4 },
    )
  })
})

describe('docker-compose config', () => {
  const text = `services:\n  worker:\n    image: reg/bb:${PLACEHOLDER}-gpu\n  built:\n    build: {context: .}\n`
  const services = { worker: `reg/bb:${PLACEHOLDER}-gpu`, built: 'p_built' }

  it('gives each service its image, that of a build too', () => {
    expect(parseConfig(text, PROJECT)).toEqual(services)
    expect(parseConfig(text, { ...PROJECT, program: ['docker', 'compose'] })).toMatchObject({
      built: 'p-built',
    })
    expect(parseConfig('- no: services', PROJECT)).toBeNull()
    expect(parseConfig('{{{', PROJECT)).toBeNull()
  })

  it('puts a version in and finds it again', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\w[\w.-]{0,20}$/), (version) => {
        const image = imageOf(services, 'worker', version) ?? ''
        expect(versionIn(image, services, 'worker')).toBe(version)
      }),
      { seed: 4 },
    )
  })

  it.each([
    ['sha256:12ab', 'worker'],
    ['reg/bb:-gpu', 'worker'],
    ['p_built', 'built'],
    ['reg/bb:1-gpu', 'constructor'],
  ])('finds no version in %s of %s', (image, service) => {
    expect(versionIn(image, services, service)).toBeNull()
  })

  it('tells the running versions: a service its own first, what runs before what is stopped', () => {
    const template = { worker: `bb:${PLACEHOLDER}`, app: `bb:${PLACEHOLDER}` }
    const containers = [
      worker(1, { image: 'bb:2' }),
      worker(2, { image: 'bb:1', status: 'exited' }),
      worker(3, { image: 'bb:1', service: 'app' }),
    ]
    expect(runningVersions(containers, template, ['worker'])).toEqual(['2'])
    expect(runningVersions(containers, template, ['worker', 'app'])).toEqual(['1', '2'])
    expect(runningVersions(containers, template, ['other'])).toEqual(['1', '2'])
    expect(runningVersions(containers.slice(1, 2), template, ['worker'])).toEqual(['1'])
  })

  it('reads hashes, and nothing else', () => {
    const hash = '5098'.repeat(16)
    expect(parseHashes(`worker ${hash}\nWARNING: the file\napp short\n`)).toEqual({ worker: hash })
  })

  it('names unset variables of v1 and v2', () => {
    const v1 = 'The TOKEN variable is not set. Defaulting to a blank string.\n'
    const v2 = 'level=warning msg="The \\"REGION\\" variable is not set. Defaulting to a blank string."\n'
    expect(unsetVariables(v1 + v2 + v1)).toEqual(['TOKEN', 'REGION'])
  })
})

describe('docker stats', () => {
  const line = (over: object) =>
    JSON.stringify({ ID: 'a4a5', CPUPerc: '150.50%', MemUsage: '684KiB / 23.54GiB', ...over })

  it.each<[what: string, over: object, expected: object | undefined]>([
    ['figures', {}, { cores: 1.505, bytes: 684 * 1024 }],
    ['decimal units', { MemUsage: '1.5GB / 2GB' }, { cores: 1.505, bytes: 1.5e9 }],
    ['no figures', { CPUPerc: '--', MemUsage: '-- / --' }, undefined],
    ['an unknown unit', { MemUsage: '3XiB / 2GB' }, undefined],
  ])('%s', (_, over, expected) => {
    expect(parseStats(`${line(over)}\nnonsense\n`).get('a4a5')).toEqual(expected)
  })
})

describe('the end of docker-compose', () => {
  const exit = (code: number, stderr: string) => outcomeOf({ kind: 'exited', code, stdout: '', stderr })
  const progress = 'Creating p_worker_3 ... \n'

  it.each<[number: string, what: string, stderr: string, kind: string]>([
    ['12', 'an unknown service', 'No such service: werker', 'rejected'],
    ['12', 'an unknown service of v2', 'no such service: werker', 'rejected'],
    ['36', 'a missing image', 'Pulling worker (bb:9)...\nGet "https://x/v2/": no such host', 'rejected'],
    ['36', 'an unset variable', 'Missing mandatory value for "image" option interpolating …', 'rejected'],
    ['37', 'no engine', "Couldn't connect to Docker daemon at http+docker://x - is it running?", 'rejected'],
    ['37', 'no engine of v2', 'Cannot connect to the Docker daemon at unix:///x.', 'rejected'],
    ['37', 'no engine half-way', `${progress}Couldn't connect to Docker daemon`, 'unknown'],
    [
      '37',
      'no engine half-way of v2',
      ' Container p-worker-3  Creating\nCannot connect to the Docker daemon',
      'unknown',
    ],
    ['33', 'an end in the middle', `${progress}Aborting.`, 'unknown'],
    ['33', 'something nobody knows', 'ValueError: odd', 'unknown'],
  ])('%s: %s is %s', (_, __, stderr, kind) => expect(exit(1, stderr).kind).toBe(kind))

  it('25: rc 0 is no more than accepted', () => expect(exit(0, progress).kind).toBe('accepted'))

  it('33, 35: a signal, and a deadline, are unknown', () => {
    expect(outcomeOf({ kind: 'killed', by: 'SIGTERM' })).toMatchObject({ kind: 'unknown' })
    expect(outcomeOf({ kind: 'given-up' })).toMatchObject({ kind: 'unknown' })
  })

  it.each<[stderr: string, unfinished: readonly string[]]>([
    ['Stopping p_a_1 ... \nStopping p_a_2 ... \nStopping p_a_1 ... done\n', ['p_a_2']],
    ['Stopping and removing p_a_1 ... \n', ['p_a_1']],
    ['Creating p_a_1 ... \nCreating p_a_1 ... error\nERROR: for p_a_1  no\n', []],
    [' Container p-a-1  Stopping\n Container p-a-2  Stopping\n Container p-a-2  Stopped\n', ['p-a-1']],
    [' Container p-a-1  Running\n', []],
    ['', []],
  ])('of %j, unfinished: %j', (stderr, unfinished) => expect(unfinishedIn(stderr)).toEqual(unfinished))

  it.each<[stderr: string, kind: string, message: RegExp]>([
    [
      'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?',
      'refused',
      /no answer/,
    ],
    ['permission denied while trying to connect to the Docker daemon socket', 'unauthorised', /may not/],
    [
      'Traceback (most recent call last):\n  File "x"\nyaml.parser.ParserError: odd\n',
      'program-failed',
      /ParserError/,
    ],
    ['', 'program-failed', /said nothing/],
  ])('37: %j is one line', (stderr, kind, message) => {
    const failure = classifyOutput('docker-compose', 1, stderr)
    expect(failure).toMatchObject({ kind, message: expect.stringMatching(message) })
    expect(failure.message).not.toMatch(/\n|Traceback/)
  })
})
