import { sanitise } from '../../core/sanitise.ts'

/** What stands in a field: a number in base units or a word, or why there is none. */
export type Found =
  | { readonly ok: true; readonly value: number | string }
  | { readonly ok: false; readonly reason: string }

/** From the units nvidia-smi prints to base units: bytes, ratios, degrees Celsius, watts, counts. */
const TO_BASE = new Map<string, (value: number) => number>([
  ['', (count) => count],
  ['%', (percent) => percent / 100],
  ['C', (degrees) => degrees],
  ['W', (watts) => watts],
  ['mW', (milliwatts) => milliwatts / 1000],
  ['B', (bytes) => bytes],
  ['KiB', (kibibytes) => kibibytes * 1024],
  ['MiB', (mebibytes) => mebibytes * 1024 ** 2],
  ['GiB', (gibibytes) => gibibytes * 1024 ** 3],
  // Old drivers wrote MB and meant MiB.
  ['MB', (mebibytes) => mebibytes * 1024 ** 2],
])

/** Reads `41843 MiB`, `96 %`, `66 C`, `679.40 W`, `0`. Sentences and `N/A` are no numbers, and say why. */
export function quantity(text: string | undefined): Found {
  if (text === undefined || text === '') return missing('nvidia-smi does not report it')
  const [, digits, unit = ''] = /^(-?\d{1,15}(?:\.\d{1,6})?)(?: ?(%|[A-Za-z]+))?$/.exec(text) ?? []
  const toBase = TO_BASE.get(unit)
  if (digits !== undefined && toBase !== undefined) return { ok: true, value: toBase(Number(digits)) }
  if (/^\[?N\/A\]?$/i.test(text)) return missing('this GPU does not tell (N/A)')
  return missing(`nvidia-smi says "${sanitise(text, 80)}"`)
}

/** The first of several spellings of one thing that holds a number; else why the first that is there holds none. */
export function firstQuantity(texts: readonly (string | undefined)[]): Found {
  const candidates = texts.filter((text) => text !== undefined).map(quantity)
  return candidates.find(({ ok }) => ok) ?? candidates[0] ?? quantity(undefined)
}

export const missing = (why: string): Found => ({ ok: false, reason: `no data: ${why}` })
