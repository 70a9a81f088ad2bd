import { ageOf, type Reading } from '../../core/sample.ts'
import type { Finding } from '../../core/source.ts'
import { type EpochMs, formatRoughly } from '../../core/time.ts'
import { formatValue } from '../../core/units.ts'
import { explainEmptiness, type SelectsNothing } from './emptiness.ts'
import type { Question } from './question.ts'

/** What is needed to judge the readings of a question, besides them. */
type Looking = {
  readonly now: EpochMs
  readonly selectsNothing: SelectsNothing
  /** What to do about a value that is old, and about one that is none. */
  readonly staleHint: string
  readonly noValueHint: string
}

/** What the doctor says of a question by the readings it gave. */
export async function examineReadings(
  question: Question,
  readings: readonly Reading[],
  looking: Looking,
): Promise<Finding> {
  const { signal } = question
  const none = readings.find(({ sample }) => sample.kind !== 'value')
  if (none === undefined) return withValues(question, readings, looking)
  const reason = none.sample.kind === 'value' ? '' : none.sample.reason
  if (signal.isOptional && none.sample.kind === 'absent') return ok(signal.id, `${reason}; it is optional`)
  if (reason.includes('returned no series'))
    return failed(signal.id, ...(await explainEmptiness(question, looking.selectsNothing)))
  if (readings.length === 1) return failed(signal.id, reason, looking.noValueHint)
  const message = `${shown(none, question)}: ${reason}`
  return { subject: signal.id, outcome: 'warn', message, hint: 'a part has no value' }
}

function withValues(question: Question, readings: readonly Reading[], { now, staleHint }: Looking): Finding {
  const { signal } = question
  const { label } = signal
  const there = new Set(readings.map(({ labels }) => (label === null ? '' : labels[label])))
  const missing = signal.expect.filter((value) => !there.has(value))
  const values = readings
    .slice(0, 6)
    .map((reading) => shown(reading, question))
    .join(', ')
  if (missing.length > 0) {
    const message = `no series for ${label}=${missing.join(', ')}; there is ${values}`
    return {
      subject: signal.id,
      outcome: 'warn',
      message,
      hint: 'correct expect, or look why it does not report',
    }
  }
  const oldestMs = Math.max(...readings.map(({ sample }) => ageOf(sample, now)))
  if (oldestMs > signal.staleAfterMs) {
    const message = `${values}, but the newest sample is ${formatRoughly(oldestMs)} old`
    return {
      subject: signal.id,
      outcome: 'warn',
      message,
      hint: staleHint,
    }
  }
  return ok(signal.id, readings.length > 6 ? `${values} and ${readings.length - 6} more` : values)
}

function shown({ labels, sample }: Reading, { signal }: Question): string {
  const key = signal.label === null ? '' : `${labels[signal.label] ?? '?'} `
  if (sample.kind !== 'value') return key.trim()
  return key + (typeof sample.value === 'number' ? formatValue(sample.value, signal.unit) : sample.value)
}

export const ok = (subject: string, message: string): Finding => ({
  subject,
  outcome: 'ok',
  message,
  hint: '',
})
export const failed = (subject: string, message: string, hint: string): Finding => ({
  subject,
  outcome: 'failed',
  message,
  hint,
})
