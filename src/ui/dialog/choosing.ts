import type { Model } from '../../core/model.ts'
import { type Row, span } from '../../core/row.ts'
import type { DialogParts } from './parts.ts'

/** Every action of the profile; the chosen one stays in sight. */
export function choosingParts(chosen: number, { profile }: Model, room: number): DialogParts {
  const body = profile.actions.map(
    ({ title, key = ' ', runbook = '' }, index): Row => [
      span(index === chosen ? '▸ ' : '  ', 'accent'),
      span(key, 'key'),
      span(`  ${title}`, index === chosen ? 'strong' : 'text'),
      span(runbook === '' ? '' : `  ${runbook}`, 'dim'),
    ],
  )
  return {
    title: 'Actions',
    aside: 'nothing is done yet',
    role: 'accent',
    body,
    scroll: Math.max(0, chosen - Math.max(0, Math.floor(room / 2))),
    foot: [
      [
        span('↑ ↓', 'key'),
        span(' choose   ', 'dim'),
        span('Enter', 'key'),
        span(' plan it   ', 'dim'),
        span('Esc', 'key'),
        span(' back', 'dim'),
      ],
    ],
  }
}
