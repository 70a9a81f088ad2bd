import { type Binding, isActing, keymapOf } from '../../core/keymap.ts'
import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import { keySign } from './footer.ts'

const MEANINGS: readonly Row[] = [
  [span('● OK', 'ok'), span('       inside its limits')],
  [span('△ PEND', 'warn'), span('     a limit is broken, but not yet for long enough to count')],
  [span('▲ WARN', 'warn'), span('     its first limit is broken for long enough')],
  [span('✖ CRIT', 'crit'), span('     its second limit is broken for long enough')],
  [span('◌ STALE', 'stale'), span('    nothing new for too long; the value is as old as it says')],
  [span('? UNKNOWN', 'unknown'), span('  there is no value; the reason says why')],
  [span('Δ +42 %', 'dim'), span('    against the same hour of the day before the deployment')],
  [
    span('▴ ◆ ↺ !', 'strong'),
    span('    on a time axis: the deployment, an action, one taken back, an alert'),
  ],
]

/** The help page: every key from the key table, then what the signs mean. */
export function helpRows({ profile, actions: { readOnly } }: Pick<Model, 'profile' | 'actions'>): Row[] {
  const lines = keymapOf(profile)
    .filter(({ intent }) => intent.type !== 'focus' || intent.panel === 0)
    .map((binding) => helpRow(binding, readOnly))
  return [[span('Keys', 'title')], ...lines, [], [span('Signs', 'title')], ...MEANINGS]
}

function helpRow({ keys, intent, description }: Binding, readOnly: string | null): Row {
  const isFirstOfMany = intent.type === 'focus'
  const signs = isFirstOfMany ? '1 … 9  0' : keys.map(keySign).join('  ')
  return [
    span('  '),
    span(signs.padEnd(16), 'key'),
    span(isFirstOfMany ? 'Focus the panel with that number' : description),
    span(readOnly !== null && isActing(intent) ? `  (off: ${readOnly})` : '', 'dim'),
  ]
}
