const UNITS: Readonly<Record<string, string>> = {
  d: 'days',
  h: 'hours',
  m: 'minutes',
  s: 'seconds',
  ms: 'milliseconds',
  pt: 'points',
}

/** Signs that a voice leaves out or reads as something else, and what is said for them; in this order. */
const WORDS: readonly (readonly [sign: RegExp, words: string])[] = [
  // A badge has its word beside it; a sign alone needs one.
  [/✖ (?=CRIT|.*\b(?:failed|refused|not effective)\b)|▲ (?=WARN)|◌ (?=STALE)|△ (?=PEND)/g, ''],
  [/✖ ?/g, 'critical '],
  [/▲ ?/g, 'warning '],
  [/◌ ?/g, 'stale '],
  [/△ ?/g, 'pending '],
  // What is left are lines, bars and charts, and signs of what is well or not there yet.
  [/[\u2500-\u25ff\u2800-\u28ff✓]+ ?/gu, ''],
  [/(?<=^|\s)[?_▸](?=\s|$) ?/g, ''],
  [/\u00a0/g, ' '],
  // Columns.
  [/(?<=\S) {2,}(?=\S)/g, ', '],
  [/ ?≥ ?/g, ', at or over '],
  [/ ?≤ ?/g, ', at or under '],
  [/ ?> ?(?=\d)/g, ', over '],
  [/ ?< ?(?=\d)/g, ', under '],
  [/(?<=\d) \/ (?=[\d,])/g, ' of '],
  [/≠ ?/g, 'not '],
  [/± ?/g, 'plus or minus '],
  [/−(?=\d)/g, 'minus '],
  [/T\+(?=\d)/g, 'T plus '],
  [/\+(?=\d)/g, 'plus '],
  [/(?<=\d) ?×/g, ' times'],
  [/ ?→ ?/g, ' to '],
  [/ ?· ?/g, ', '],
  [/ ?%/g, ' percent'],
  [/(?<=\d) ?[…–] ?(?=\d)/g, ' to '],
  [/ …/g, ''],
  [/…/g, '...'],
]

/** A row as it is read out: words for signs, units in full, no charts. */
export function spoken(text: string): string {
  return WORDS.reduce((before, [sign, words]) => before.replace(sign, words), text.trim())
    .replace(/\b(\d+(?:\.\d+)?) ?(ms|[dhms]|pt)(?:(\d\d)([hms]))?(?![\p{L}\p{N}])/gu, length)
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?,(?: ?,)+/g, ',')
    .replaceAll(/ (?=[,.:;)])/g, '')
    .replaceAll(/(?<=^|[(:])( ?),\s*/g, '$1')
    .trim()
}

function length(_: string, amount: string, unit: string, rest?: string, restUnit = ''): string {
  const first = amountOf(amount, unit)
  return rest === undefined ? first : `${first} ${amountOf(String(Number(rest)), restUnit)}`
}

function amountOf(amount: string, unit: string): string {
  const name = UNITS[unit] ?? unit
  return `${amount} ${amount === '1' ? name.replace(/s$/, '') : name}`
}
