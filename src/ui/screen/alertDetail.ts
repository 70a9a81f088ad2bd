import type { ListedAlert } from '../../core/alertList.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { Labels } from '../../core/sample.ts'
import { type EpochMs, formatClock, formatClockMinute, formatRoughly } from '../../core/time.ts'
import { pad } from '../../widgets/fit.ts'
import { wrapWords } from './spread.ts'

/** All that is known of one alert: what to read about it first, then who keeps it quiet, then labels and annotations. */
export function alertDetail(
  { alert, source, standing, goneAt }: ListedAlert,
  { now }: Model,
  width: number,
): readonly Row[] {
  const { name, summary, runbookUrl, silences, inhibitedBy, labels, annotations, startsAt, state } = alert
  const fact: Fact = (title, text) => factRows(title, text, width)
  const ended = goneAt === null ? '' : `, over by ${formatClock(goneAt)}`
  return [
    [span(` ${name}`, 'strong'), span(`   ${source}`, 'dim')],
    ...fact('since', `${moment(startsAt, now)} UTC, ${formatRoughly(now - startsAt)} ago${ended}`),
    ...(summary === '' ? [] : fact('summary', summary)),
    ...(runbookUrl === null ? [] : fact('runbook', runbookUrl)),
    ...silences.flatMap(({ createdBy, endsAt, comment }) =>
      fact('silenced', `by ${createdBy} until ${moment(endsAt, now)} UTC: ${comment}`),
    ),
    ...(standing === 'quiet' && state === 'silenced' && silences.length === 0
      ? fact('silenced', 'by whom is not known')
      : []),
    ...(inhibitedBy.length === 0 ? [] : fact('inhibited', `by ${inhibitedBy.join(', ')}`)),
    ...section('labels', labels, fact),
    ...section('annotations', annotations, fact),
  ]
}

const NAME_WIDTH = 12

type Fact = (name: string, text: string) => readonly Row[]

/** More lines than these of one text would hide the others. */
const MOST_LINES = 6

const factRows = (name: string, text: string, width: number): readonly Row[] =>
  wrapWords(text, Math.max(10, width - NAME_WIDTH - 2), MOST_LINES).map((line, index) => [
    span(` ${pad(index === 0 ? name : '', NAME_WIDTH)} `, 'dim'),
    span(line),
  ])

function section(title: string, texts: Labels, fact: Fact): readonly Row[] {
  const names = Object.keys(texts).sort()
  if (names.length === 0) return []
  return [[span(` ${title}`, 'title')], ...names.flatMap((name) => fact(name, texts[name] ?? ''))]
}

/** `14:02`, with its day where that is another one. */
function moment(at: EpochMs, now: EpochMs): string {
  const day = new Date(at).toISOString().slice(0, 10)
  const isToday = day === new Date(now).toISOString().slice(0, 10)
  return isToday ? formatClockMinute(at) : `${day} ${formatClockMinute(at)}`
}
