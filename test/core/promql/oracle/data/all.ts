import type { StoredSeries } from '../../../../../src/core/promql/storage.ts'
import { histogramSeries } from './histograms.ts'
import { ordinarySeries } from './ordinary.ts'
import { specialSeries } from './special.ts'

/** Everything the expressions of the corpus and of chance are about, about 270 series. */
export const allSeries = (): readonly StoredSeries[] => [
  ...ordinarySeries(),
  ...specialSeries(),
  ...histogramSeries(),
]
