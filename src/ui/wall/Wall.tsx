import { useInput, usePaste } from 'ink'
import { useMemo, useSyncExternalStore } from 'react'
import type { DurationMs } from '../../core/time.ts'
import type { Glyphs } from '../../panels/kind.ts'
import { judgeInTurn, type PanelConfig } from '../../panels/panel.ts'
import type { Store } from '../../runtime/store.ts'
import { Blocks } from '../Blocks.tsx'
import { keysOf } from '../input/keys.ts'
import { wallOf } from './wall.ts'

type WallProps = {
  readonly store: Store
  readonly panels: readonly PanelConfig[]
  readonly glyphs: Glyphs
  readonly turnMs: DurationMs
  readonly onQuit: () => void
}

const LEAVING = ['q', 'ctrl+c']

/** The wall: no key does anything but leave, and what is pasted does nothing at all. */
export function Wall({ store, panels, glyphs, turnMs, onQuit }: WallProps) {
  const model = useSyncExternalStore(store.subscribe, store.get)
  const judge = useMemo(() => judgeInTurn(panels), [panels])
  useInput((input, key) => {
    if (keysOf(input, key).some((name) => LEAVING.includes(name))) onQuit()
  })
  usePaste(() => undefined)
  const { columns, rows } = model.view
  return <Blocks screen={wallOf(model, judge(model), { turnMs, glyphs })} columns={columns} rows={rows} />
}
