/** What a program may cost, in a terminal of 200×50. `most` is the limit, `aim` what we would like. */
export const FIGURES = [
  { id: 'burstRatio', title: 'bytes of a refresh ÷ limit', unit: '×', most: 1.05, aim: 1 },
  { id: 'burstBytes', title: 'bytes of a refresh', unit: 'B', most: null, aim: null },
  { id: 'burstCells', title: 'cells changed by a refresh', unit: '', most: null, aim: null },
  { id: 'clockBytes', title: 'bytes when only the clock changes', unit: 'B', most: 32, aim: null },
  { id: 'cpuBusy', title: 'CPU, everything changing every second', unit: 'cores', most: 0.03, aim: 0.015 },
  { id: 'cpuUsual', title: 'CPU at the usual 5 s', unit: 'cores', most: 0.01, aim: 0.005 },
  { id: 'cpuCalm', title: 'CPU at the usual 5 s, all calm', unit: 'cores', most: 0.01, aim: 0.005 },
  { id: 'rss', title: 'RSS at the end of the run', unit: 'MiB', most: 115, aim: 90 },
  // A slope counts as growth only where its 95 % interval lies above zero; of objects, compiled code is told beside it.
  { id: 'heapGrowth', title: 'certain growth of the heap', unit: 'MiB/h', most: 0, aim: null },
  { id: 'firstScreen', title: 'start to first screen', unit: 'ms', most: 250, aim: 150 },
  { id: 'firstData', title: 'start to first data', unit: 'ms', most: 600, aim: 300 },
  { id: 'keyP50', title: 'key to paint, p50', unit: 'ms', most: null, aim: null },
  { id: 'keyP99', title: 'key to paint, p99', unit: 'ms', most: 25, aim: 16 },
  { id: 'keysUnseen', title: 'keys without effect within 1 s', unit: '', most: 0, aim: null },
  { id: 'bigTick', title: 'one tick of the big profile, CPU', unit: 'ms', most: 100, aim: 30 },
  { id: 'parse', title: 'reading 1 MB of metrics, CPU', unit: 'ms', most: 25, aim: 10 },
  { id: 'sampleBytes', title: 'memory of one scraped sample', unit: 'B', most: 48, aim: 24 },
  { id: 'scrapedSeries', title: '2 000 scraped series, 10 min at 5 s', unit: 'MiB', most: 12, aim: 6 },
  {
    id: 'scrapePoll',
    title: 'a poll of the example profile by scraping, CPU',
    unit: 'ms',
    most: 25,
    aim: 10,
  },
] as const

export type FigureId = (typeof FIGURES)[number]['id']

/** What one program cost; a figure that was not measured is not there. */
export type Costs = Partial<Record<FigureId, number>>
