import { describe, expect, it } from 'vitest'
import type { Asking, Dialog } from '../../../src/core/acting/dialog.ts'
import { promptOf } from '../../../src/ui/reader/dialog.ts'

const asked: Asking = {
  kind: 'asking',
  subject: { kind: 'action', action: 'scale', args: [] },
  title: 'Scale',
  fields: [
    { name: 'replicas', wanted: '1 … 10', isList: false, field: { text: '4', cursor: 1 } },
    { name: 'note', wanted: 'why', isList: false, field: { text: '', cursor: 0 } },
  ],
  at: 0,
}
const shown = { openedAt: 0, scroll: 0 }

describe('the line that one types into', () => {
  it.each<readonly [Dialog | null, string]>([
    [null, ''],
    [{ ...shown, kind: 'choosing', chosen: 0 }, ''],
    [{ ...shown, ...asked }, 'replicas (1 … 10): 4'],
    [{ ...shown, ...asked, at: 1 }, 'note (why): '],
    [
      { ...shown, kind: 'overruling', asked, checks: [], word: 'floor', typed: 'flo' },
      'type floor to overrule: flo',
    ],
  ])('of %j', (dialog, line) => expect(promptOf({ dialog })).toBe(line))
})
