import type { Labels, Reading, Sample } from '../../core/sample.ts'
import type { SignalConfig } from '../../core/signal.ts'
import type { EpochMs } from '../../core/time.ts'

/** The fields of a source with a fixed set of them, each with the label that tells its series apart, or null. */
export type FieldLabels<F extends string> = Readonly<Record<F, string | null>>

/** One series of a field: what tells it apart, and its sample. */
export type FieldRow = { readonly labels: Labels; readonly sample: Sample }

/**
 * The readings of one signal from the rows of the field it reads. A signal without the field's label does not get
 * several series merged into one: it is told to have the label. Throws: never.
 */
export function fieldReadings<F extends string>(
  signal: SignalConfig,
  fields: FieldLabels<F>,
  rowsOf: (field: F) => readonly FieldRow[],
  now: EpochMs,
): Reading[] {
  const field = fieldOf(signal, fields)
  if (field === null) return [absent(signal, unknownField(signal, fields), now)]
  const rows = rowsOf(field)
  if (rows.length === 0) return [absent(signal, `no data: nothing has the field ${field}`, now)]
  if (signal.label === null && rows.length > 1) {
    const reason = `no data: ${rows.length} series answer; give the signal "label: ${fields[field] ?? '…'}"`
    return [absent(signal, reason, now)]
  }
  return rows.map(({ labels, sample }) => ({ signal: signal.id, labels, sample }))
}

/** The field a signal reads, or null where the source has no such field. */
export function fieldOf<F extends string>(signal: SignalConfig, fields: FieldLabels<F>): F | null {
  const { read } = signal
  return read.by === 'field' ? (namesOf(fields).find((name) => name === read.field) ?? null) : null
}

/** Why a signal can't be read from a source with these fields. */
function unknownField(signal: SignalConfig, fields: FieldLabels<string>): string {
  const asked = signal.read.by === 'field' ? `the field "${signal.read.field}"` : `a ${signal.read.by}`
  return `no data: ${asked} is unknown to this source; it has ${Object.keys(fields).join(', ')}`
}

/** The names of the fields, in their order. */
export function namesOf<F extends string>(fields: FieldLabels<F>): F[] {
  // Object.keys forgets the type of the keys; these maps are constants without any other keys.
  return Object.keys(fields) as F[]
}

const absent = (signal: SignalConfig, reason: string, now: EpochMs): Reading => ({
  signal: signal.id,
  labels: {},
  sample: { kind: 'absent', reason, measuredAt: now },
})
