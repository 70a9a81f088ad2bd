import { useInput, usePaste } from 'ink'
import { useMemo, useSyncExternalStore } from 'react'
import { contextOf, intentOf, keymapOf } from '../core/bindings.ts'
import type { KeyName } from '../core/keyNames.ts'
import type { Model } from '../core/model.ts'
import { linesOf } from '../core/scrolling.ts'
import type { Glyphs } from '../panels/kind.ts'
import { judgeInTurn, type PanelConfig } from '../panels/panel.ts'
import type { Store } from '../runtime/store.ts'
import { Blocks } from './Blocks.tsx'
import { isText, keysOf } from './input/keys.ts'
import { hasMoreBelow } from './screen/block.ts'
import { screenOf } from './screen/screen.ts'

type AppProps = {
  readonly store: Store
  readonly panels: readonly PanelConfig[]
  readonly glyphs: Glyphs
  readonly onKey: (key: KeyName) => void
  /** Text that came as a whole. */
  readonly onPaste: (text: string) => void
}

/** The watch: keys in, the newest model out. */
export function App({ store, panels, glyphs, onKey, onPaste }: AppProps) {
  const model = useSyncExternalStore(store.subscribe, store.get)
  const judge = useMemo(() => judgeInTurn(panels), [panels])
  const screen = screenOf(model, judge(model), glyphs)
  // Only the screen knows how long its page is; what is scrolled past the end would have to be scrolled back unseen.
  const isPastTheEnd = (name: KeyName): boolean => !hasMoreBelow(screen) && leadsDown(name, model)
  // Nobody says yes to what they can't have seen: its end says what it asks for.
  const isTooEarly = (name: KeyName): boolean =>
    model.dialog?.kind === 'plan' && hasMoreBelow(screen) && [...name].length === 1
  useInput((input, key) => {
    const names = keysOf(input, key)
    if (names.length === 0 && isText(input, key)) onPaste(input)
    for (const name of names) if (!isPastTheEnd(name) && !isTooEarly(name)) onKey(name)
  })
  usePaste(onPaste)
  const { view } = model
  return <Blocks screen={screen} columns={view.columns} rows={view.rows} />
}

/** Whether the key scrolls down what stands on the screen, and means nothing else there. */
function leadsDown(name: KeyName, { dialog, view, profile }: Model): boolean {
  if (dialog !== null) return linesOf(name) > 0 && dialog.kind !== 'choosing' && dialog.kind !== 'asking'
  if (view.prompt !== null) return false
  const intent = intentOf(name, keymapOf(profile), contextOf(view))
  return intent?.type === 'scroll' && intent.by > 0
}
