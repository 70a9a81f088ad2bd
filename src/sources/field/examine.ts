import { describeValue } from '../../core/describe.ts'
import type { Reading } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { Finding } from '../../core/source.ts'
import { type FieldLabels, fieldOf } from './readings.ts'

/** What the doctor says of each signal: what its field holds, which series have no data, which are not there. */
export function examineFields(
  signals: readonly SignalConfig[],
  fields: FieldLabels<string>,
  readings: readonly Reading[],
): Finding[] {
  return signals.map((signal) =>
    examineSignal(
      signal,
      fieldOf(signal, fields) !== null,
      readings.filter((reading) => reading.signal === signal.id),
    ),
  )
}

function examineSignal(signal: SignalConfig, isKnown: boolean, readings: readonly Reading[]): Finding {
  const named = readings.map(({ labels, sample }) => {
    const key = signal.label === null ? '' : (labels[signal.label] ?? '')
    const said = sample.kind === 'value' ? describeValue(signal, sample.value) : sample.reason
    return {
      key,
      isValue: sample.kind === 'value',
      text: key === '' ? said : `${signal.label} ${key}: ${said}`,
    }
  })
  const unseen = signal.expect
    .filter((key) => !named.some((one) => one.key === key))
    .map((key) => `${signal.label} ${key} is not there`)
  const problems = [...named.filter(({ isValue }) => !isValue).map(({ text }) => text), ...unseen]
  if (problems.length === 0) {
    return { subject: signal.id, outcome: 'ok', message: named.map(({ text }) => text).join(', '), hint: '' }
  }
  return {
    subject: signal.id,
    outcome: isKnown ? 'warn' : 'failed',
    message: problems.join('; '),
    hint: isKnown ? 'leave the signal out where there is nothing to read' : 'change the field of the signal',
  }
}
