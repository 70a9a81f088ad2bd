import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest'
import type { SignalConfig } from '../../../src/core/signal.ts'
import { nvidiaSmiConfig } from '../../../src/sources/nvidia-smi/config.ts'
import { createNvidiaSmiSource } from '../../../src/sources/nvidia-smi/source.ts'
import { eventually } from '../../support/eventually.ts'
import { createStubs, untilGone } from '../program/stub.ts'
import { fixturePath, IDLE, SIGNALS, signalOf, withGpus } from './sample.ts'

const stubs = createStubs()
afterAll(() => stubs.remove())
afterEach(() => vi.unstubAllEnvs())

const NOW = Date.UTC(2026, 10, 23, 7, 1)
const open = (): AbortSignal => new AbortController().signal

/** A source whose nvidia-smi is a script. */
function source(
  body: string,
  over: Record<string, unknown> = {},
  signals: readonly SignalConfig[] = SIGNALS,
) {
  const command = [stubs.script(`nvidia-smi-${Math.abs(hash(body))}`, body)]
  const config = nvidiaSmiConfig.parse({ kind: 'nvidia-smi', command, deadline: '10s', ...over })
  return createNvidiaSmiSource({ id: 'gpu', config, signals, now: () => NOW })
}

const hash = (text: string): number => [...text].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) | 0, 7)
const printing = (name: string): string => `cat ${fixturePath(name)}`

describe('poll', () => {
  it('reads every signal once, with the labels of its GPU', async () => {
    const result = await source(printing('h100-loaded.xml')).poll(open())
    expect(result).toMatchObject({ ok: true, warnings: [], alerts: null, skewMs: null })
    if (!result.ok) return
    expect(result.readings.map(({ signal }) => signal)).toEqual(SIGNALS.map(({ id }) => id))
    expect(result.readings[0]).toEqual({
      signal: 'utilization_ratio',
      labels: { gpu: '0', name: 'NVIDIA H100 80GB HBM3', uuid: 'GPU-00000000-1111-2222-3333-444444444444' },
      sample: { kind: 'value', value: 0.96, measuredAt: NOW },
    })
  })

  it('asks for -q -x', async () => {
    const result = await source(`[ "$*" = "-q -x" ] && ${printing('h100-idle.xml')}`).poll(open())
    expect(result.ok).toBe(true)
  })

  it('names the known fields where a signal asks for another', async () => {
    const result = await source(printing('h100-idle.xml'), {}, [signalOf('fan_ratio')]).poll(open())
    expect(result).toMatchObject({
      readings: [
        {
          signal: 'fan_ratio',
          labels: {},
          sample: { kind: 'absent', reason: expect.stringMatching(/utilization_ratio/) },
        },
      ],
    })
  })

  it('reads a signal without a label where there is one GPU', async () => {
    const one = source(printing('h100-idle.xml'), {}, [signalOf('throttled', { label: null })])
    expect(await one.poll(open())).toMatchObject({ readings: [{ sample: { kind: 'value', value: 'none' } }] })
  })

  it('does not merge GPUs that the signal has no label for', async () => {
    const path = join(stubs.folder, 'two.xml')
    writeFileSync(path, withGpus(IDLE, 2))
    const two = source(`cat ${path}`, {}, [signalOf('throttled', { label: null })])
    expect(await two.poll(open())).toMatchObject({
      readings: [
        { labels: {}, sample: { kind: 'absent', reason: expect.stringMatching(/2 series.*label: gpu/) } },
      ],
    })
  })

  it.each([
    ['no devices', `${printing('no-devices.txt')}; exit 6`, 'no-devices', /finds no GPU/],
    [
      'no devices, in XML',
      'echo "<nvidia_smi_log><attached_gpus>0</attached_gpus></nvidia_smi_log>"',
      'no-devices',
      /finds no GPU/,
    ],
    [
      'no driver',
      `echo "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver. Make sure that the latest NVIDIA driver is installed and running."; exit 9`,
      'program-failed',
      /can't talk to the NVIDIA driver/,
    ],
    [
      'a mismatch',
      'echo "Failed to initialize NVML: Driver/library version mismatch"; exit 18',
      'program-failed',
      /differ in version/,
    ],
    [
      'a lost GPU',
      'echo "Unable to determine the device handle for GPU 0000:02:00.0: GPU is lost.  Reboot the system to recover this GPU"; exit 15',
      'program-failed',
      /fallen off the bus/,
    ],
    [
      'an unknown error',
      'echo "Segfault in the matrix." >&2; exit 42',
      'program-failed',
      /exit code 42: Segfault in the matrix$/,
    ],
    ['an error with escapes', "printf '\\033]0;owned\\007'; exit 1", 'program-failed', /\\x1b\]0;owned\\x07/],
    ['a silent error', 'exit 3', 'program-failed', /exit code 3$/],
    ['XML without GPUs', 'echo "<nvidia_smi_log><b>1</b></nvidia_smi_log>"', 'garbage', /describes no GPU/],
    ['another output', 'echo hello', 'garbage', /not the XML of nvidia-smi/],
    ['an answer cut off', `head -c 5000 ${fixturePath('h100-loaded.xml')}`, 'garbage', /cut off/],
    ['output without end', 'exec yes', 'too-large', /more than 16000 kB/],
  ])('says what is wrong: %s', async (_, body, kind, message) => {
    const result = await source(body).poll(open())
    expect(result).toMatchObject({ ok: false, failure: { kind, message: expect.stringMatching(message) } })
  })

  it('says that nvidia-smi is not installed', async () => {
    const result = await source('', { command: ['hypercare-has-no-nvidia-smi'] }).poll(open())
    expect(result).toMatchObject({ ok: false, failure: { kind: 'missing-program' } })
  })

  it.each([
    [
      'a damaged infoROM',
      `${printing('h100-idle.xml')}; echo "WARNING: infoROM is corrupted at gpu 0000:06:00.0"; exit 14`,
      [/infoROM is corrupted/],
    ],
    ['an exit code', `${printing('h100-idle.xml')}; exit 14`, [/exit code 14/]],
    [
      'a GPU that does not answer',
      `sed 's|<attached_gpus>1<|<attached_gpus>8<|' ${fixturePath('h100-idle.xml')}`,
      [/8 GPUs are attached, 1 answer/],
    ],
    ['the greeting of a login shell', `echo Welcome; ${printing('h100-idle.xml')}`, []],
  ])('reads on, and warns of what is odd: %s', async (_, body, warnings) => {
    const result = await source(body).poll(open())
    expect(result).toMatchObject({
      ok: true,
      warnings: warnings.map((warning) => expect.stringMatching(warning)),
    })
  })

  it('stops a hung nvidia-smi with its children at the deadline, and asks again', async () => {
    const body = `sleep 600 & echo $! > ${stubs.folder}/below; echo $$ > ${stubs.folder}/hung; wait`
    const hung = source(body, { deadline: '2s' })
    const result = await hung.poll(open())
    expect(result).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
    await untilGone(await stubs.pid('hung'))
    await untilGone(await stubs.pid('below'))
    await eventually(async () => {
      const again = await hung.poll(AbortSignal.abort())
      expect(again).toMatchObject({ failure: { message: expect.stringMatching(/no answer/) } })
    })
  })

  it('stops it when the source is closed', async () => {
    const hung = source(`echo $$ > ${stubs.folder}/closing; exec sleep 600`)
    const polling = hung.poll(open())
    const pid = await stubs.pid('closing')
    await hung.close()
    expect(await polling).toMatchObject({ ok: false, failure: { kind: 'timeout' } })
    await untilGone(pid)
  })
})

describe('by ssh', () => {
  const bySsh = (body: string) => {
    stubs.script('ssh', body)
    vi.stubEnv('PATH', `${stubs.folder}:${process.env.PATH ?? ''}`)
    return source('', { command: ['nvidia-smi'], ssh: 'ops@gpu-box' }).poll(open())
  }

  it('runs it there', async () => {
    const expected = '-o BatchMode=yes -o ConnectTimeout=7 ops@gpu-box nvidia-smi -q -x'
    expect(await bySsh(`[ "$*" = "${expected}" ] && ${printing('h100-idle.xml')}`)).toMatchObject({
      ok: true,
    })
  })

  it.each([
    ['Host key verification failed.', 255, 'unauthorised', /does not trust the host key on ops@gpu-box/],
    ['ops@gpu-box: Permission denied (publickey).', 255, 'unauthorised', /not let in/],
    ['ssh: Could not resolve hostname gpu-box: Name or service not known', 255, 'name-not-found', /resolve/],
    ['ssh: connect to host gpu-box port 22: Connection refused', 255, 'refused', /refused/],
    ['ssh: connect to host gpu-box port 22: Connection timed out', 255, 'timeout', /timed out/],
    ['ssh: connect to host gpu-box port 22: No route to host', 255, 'unreachable', /no route/],
    ['kex_exchange_identification: Connection closed by remote host', 255, 'reset', /cut/],
    ['sh: 1: nvidia-smi: not found', 127, 'missing-program', /not there/],
    ['some new complaint', 255, 'program-failed', /exit code 255: some new complaint/],
  ])('tells apart: %s', async (words, code, kind, message) => {
    const result = await bySsh(`echo "${words}" >&2; exit ${code}`)
    expect(result).toMatchObject({ ok: false, failure: { kind, message: expect.stringMatching(message) } })
  })

  it('finds no GPU there', async () => {
    const result = await bySsh('echo "No devices were found"; exit 6')
    expect(result).toMatchObject({
      failure: { kind: 'no-devices', message: 'nvidia-smi finds no GPU on ops@gpu-box' },
    })
  })
})

describe('examine', () => {
  it('says what was found, and which signals have no data', async () => {
    const body = `sed 's|<gpu_util>.*<|<gpu_util>N/A<|' ${fixturePath('h100-idle.xml')}`
    const signals = [
      signalOf('utilization_ratio'),
      signalOf('throttled', { expect: ['0', '1'] }),
      signalOf('power_watts', { unit: 'watts' }),
      signalOf('fan'),
    ]
    expect(await source(body, {}, signals).examine(open())).toMatchObject([
      {
        subject: 'gpu gpu 0',
        outcome: 'ok',
        message: 'NVIDIA H100 80GB HBM3: no data for utilization_ratio',
      },
      {
        subject: 'utilization_ratio',
        outcome: 'warn',
        message: 'gpu 0: no data: this GPU does not tell (N/A)',
      },
      { subject: 'throttled', outcome: 'warn', message: 'gpu 1 is not there' },
      { subject: 'power_watts', outcome: 'ok', message: 'gpu 0: 126 W' },
      { subject: 'fan', outcome: 'failed' },
    ])
  })

  it('says why nothing was found', async () => {
    expect(await source('exit 9').examine(open())).toMatchObject([{ subject: 'gpu', outcome: 'failed' }])
  })
})
