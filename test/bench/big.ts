import { readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'

const SIGNALS = 20
const SERIES_EACH = 100
const GPUS = 64
const SERVICES = 200
const FIXTURE = resolve(import.meta.dirname, '../fixtures/nvidia-smi/h100-loaded.xml')

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i)

/** A platform with 2 000 series and 200 services, all of them different at each look. */
export async function startBigPlatform(): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const now = Date.now() / 1000
    response.end(request.url === '/metrics' ? metricsAt(now) : JSON.stringify({ services: servicesAt(now) }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening on a port')
  const stop = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: `http://127.0.0.1:${address.port}`, stop }
}

function metricsAt(now: number): string {
  const lines = upTo(SIGNALS).flatMap((k) =>
    upTo(SERIES_EACH).map((i) => `big_${k}{item="${i}"} ${(1 + Math.sin(now + k + i)).toFixed(6)}`),
  )
  return `${lines.join('\n')}\n`
}

const servicesAt = (now: number): Record<string, number> =>
  Object.fromEntries(upTo(SERVICES).map((i) => [`s${i}`, Math.floor(now + i) % 100]))

/** Writes a profile for that platform, with 64 GPUs beside it, and returns its path. */
export async function writeBigProfile(folder: string, platform: string, prometheus: string): Promise<string> {
  const gpus = join(folder, 'gpus.xml')
  await writeFile(gpus, manyGpus(await readFile(FIXTURE, 'utf8')))
  const rules = [{ atLeast: { warn: 1.5, crit: 1.9 }, for: '1m', hysteresis: 0.1 }]
  const measured = upTo(SIGNALS).map((k) => [
    `big_${k}`,
    { source: 'prometheus', query: `max by (item) (big_${k})`, label: 'item', rules },
  ])
  const services = upTo(SERVICES).map((i) => [
    `s${i}`,
    {
      source: 'backend',
      get: '/health',
      pick: `services.s${i}`,
      unit: 'count',
      rules: [{ below: { crit: 1 } }],
    },
  ])
  const gpu = Object.entries(GPU_FIELDS).map(([id, field]) => [id, { source: 'gpu', field, label: 'gpu' }])
  const every = { interval: '1s', deadline: '900ms' }
  const profile = {
    version: 1,
    name: 'big',
    title: 'Big',
    environment: 'simulated',
    deployment: { window: '48h' },
    sources: {
      prometheus: { kind: 'prometheus', url: prometheus, ...every },
      backend: { kind: 'health', url: platform, ...every },
      gpu: { kind: 'nvidia-smi', command: ['sh', '-c', 'exec cat "$0"', gpus], ...every },
    },
    signals: Object.fromEntries([...measured, ...services, ...gpu]),
    panels: [
      { id: 'series', kind: 'table', title: 'Series', signals: upTo(4).map((k) => `big_${k}`) },
      { id: 'chart', kind: 'chart', title: 'Chart', signal: 'big_4' },
      { id: 'gpus', kind: 'gpu', title: 'GPUs', ...GPU_PANEL },
      { id: 'services', kind: 'services', title: 'Services', signals: upTo(SERVICES).map((i) => `s${i}`) },
      ...upTo(4).map((n) => ({
        id: `ratios${n}`,
        kind: 'ratios',
        title: `Ratios ${n}`,
        signals: upTo(4).map((k) => `big_${4 * n + k + 4}`),
      })),
    ],
  }
  const file = join(folder, 'big.yaml')
  // What is JSON is YAML.
  await writeFile(file, JSON.stringify(profile))
  return file
}

const GPU_FIELDS = {
  gpu_util: 'utilization_ratio',
  gpu_free: 'memory_free_ratio',
  gpu_temperature: 'temperature_celsius',
  gpu_power: 'power_watts',
} as const
const GPU_PANEL = {
  utilization: 'gpu_util',
  memoryFree: 'gpu_free',
  temperature: 'gpu_temperature',
  power: 'gpu_power',
}

/** The log of one GPU with as many of them. */
function manyGpus(log: string): string {
  const from = log.indexOf('\t<gpu ')
  const to = log.indexOf('</gpu>') + '</gpu>\n'.length
  const one = log.slice(from, to)
  const many = upTo(GPUS).map((i) =>
    one
      .replaceAll('00000000:00:06.0', `00000000:${(i + 16).toString(16)}:06.0`)
      .replace(/(<uuid>GPU-)\d{8}/, `$1${String(i).padStart(8, '0')}`)
      .replace(/(<minor_number>)\d+/, `$1${i}`),
  )
  return (log.slice(0, from) + many.join('') + log.slice(to)).replace(/(<attached_gpus>)\d+/, `$1${GPUS}`)
}
