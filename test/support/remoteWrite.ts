import type { StoredSeries } from '../../src/core/promql/storage.ts'

/** Prometheus takes nothing older than an hour before its newest sample: what is sent goes in order of time. */
const SLICE_MS = 20 * 60_000
/** The one NaN that says "this series ended here". */
const STALE_BITS = 0x7ff0000000000002n

/** Sends samples to a Prometheus with `--web.enable-remote-write-receiver`, staleness markers among them, bit by bit. */
export async function remoteWrite(url: string, series: readonly StoredSeries[]): Promise<void> {
  const times = series.flatMap(({ samples }) => [samples.times.at(0) ?? Infinity, samples.times.at(-1) ?? 0])
  const last = Math.max(...times)
  for (let from = Math.min(...times); from <= last; from += SLICE_MS) {
    const body = asSnappy(writeRequest(series, from, from + SLICE_MS))
    const headers = {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    }
    const answer = await fetch(`${url}/api/v1/write`, { method: 'POST', headers, body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`samples were refused: ${answer.status} ${text}`)
  }
}

/** `prompb.WriteRequest` with the samples from `from` until before `until`. */
function writeRequest(series: readonly StoredSeries[], from: number, until: number): Buffer {
  return Buffer.concat(
    series.flatMap(({ labels, samples }) => {
      const written: Buffer[] = []
      samples.times.forEach((at, i) => {
        if (at < from || at >= until) return
        written.push(field(2, sample(at, samples.stale?.[i] === 1 ? null : (samples.values[i] ?? 0))))
      })
      if (written.length === 0) return []
      const names = Object.keys(labels).sort()
      const pairs = names.map((name) => field(1, Buffer.concat([text(1, name), text(2, labels[name] ?? '')])))
      return [field(1, Buffer.concat([...pairs, ...written]))]
    }),
  )
}

function sample(at: number, value: number | null): Buffer {
  const bits = Buffer.alloc(8)
  if (value === null) bits.writeBigUInt64LE(STALE_BITS)
  else bits.writeDoubleLE(value)
  return Buffer.concat([Buffer.of((1 << 3) | 1), bits, Buffer.of(2 << 3), varint(at)])
}

const text = (number: number, value: string): Buffer => field(number, Buffer.from(value))

const field = (number: number, bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.of((number << 3) | 2), varint(bytes.length), bytes])

function varint(value: number): Buffer {
  const bytes: number[] = []
  let rest = value
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 128)
  return Buffer.from([...bytes, rest])
}

/** Snappy's block format without compressing: all of it is one literal, with a length of four bytes. */
function asSnappy(bytes: Buffer): Buffer<ArrayBuffer> {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(Math.max(0, bytes.length - 1))
  return Buffer.concat([varint(bytes.length), Buffer.of(63 << 2), length, bytes])
}
