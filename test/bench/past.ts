/** As long as the charts of the profile are, and a little more for the ranges that its expressions look back over. */
const LENGTH_MS = 3 * 3_600_000
const STEP_MS = 15_000
/** Blocks of the past and what is scraped must not overlap. */
const GAP_MS = 1_000

/**
 * What Prometheus would know of a platform that has told these metrics for hours, in OpenMetrics: what counts grew evenly, a
 * fraction goes up and down, a whole number stood still.
 */
export function pastOf(metrics: string, labels: string, now: number): string {
  const counting = new Set(
    Array.from(metrics.matchAll(/^# TYPE (\S+) (?:counter|histogram)$/gm), ([, name]) => name ?? ''),
  )
  const samples = Array.from(metrics.matchAll(/^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/gm), (sample) => {
    const [, name = '', own = '', text = ''] = sample
    const family = name.replace(/_(bucket|sum|count)$/, '')
    const series = `${name}{${[own, labels].filter((part) => part !== '').join(',')}}`
    return { series, value: Number(text), counts: counting.has(name) || counting.has(family) }
  })
  const lines: string[] = []
  for (let agoMs = LENGTH_MS; agoMs > GAP_MS; agoMs -= STEP_MS) {
    const at = ((now - agoMs) / 1000).toFixed(3)
    const grown = 1 - agoMs / (2 * LENGTH_MS)
    const wave = 1 + 0.2 * Math.sin(agoMs / 600_000)
    for (const { series, value, counts } of samples) {
      const then = value * (counts ? grown : Number.isInteger(value) ? 1 : wave)
      lines.push(`${series} ${then} ${at}`)
    }
  }
  return `${lines.join('\n')}\n# EOF\n`
}
