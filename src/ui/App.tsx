import { Box, useInput, usePaste } from 'ink'
import { useMemo, useSyncExternalStore } from 'react'
import { type Intent, intentOf } from '../core/keymap.ts'
import type { Glyphs } from '../panels/kind.ts'
import { judgeInTurn, type PanelConfig } from '../panels/panel.ts'
import type { Store } from '../runtime/store.ts'
import { keysOf } from './input/keys.ts'
import { Rows } from './Rows.tsx'
import { hasMoreBelow, screenOf } from './screen/screen.ts'

type AppProps = {
  readonly store: Store
  readonly panels: readonly PanelConfig[]
  readonly glyphs: Glyphs
  readonly onIntent: (intent: Intent) => void
}

/** The watch: keys in, the newest model out. */
export function App({ store, panels, glyphs, onIntent }: AppProps) {
  const model = useSyncExternalStore(store.subscribe, store.get)
  const judge = useMemo(() => judgeInTurn(panels), [panels])
  const screen = screenOf(model, judge(model), glyphs)
  // Only the screen knows how long its page is; what is scrolled past the end would have to be scrolled back unseen.
  const isPastTheEnd = (intent: Intent): boolean =>
    intent.type === 'scroll' && intent.by > 0 && !hasMoreBelow(screen)
  useInput((input, key) => {
    for (const name of keysOf(input, key)) {
      const intent = intentOf(name)
      if (intent !== null && !isPastTheEnd(intent)) onIntent(intent)
    }
  })
  // Nothing here takes text: what is pasted must not be read as keys.
  usePaste(() => undefined)
  const { columns, rows } = model.view
  return (
    <Box width={columns} height={rows} flexDirection="column" overflow="hidden">
      {screen.map((line) => (
        <Box key={line.map(({ id }) => id).join()}>
          {line.map((block) => (
            <Rows key={block.id} width={block.width} height={block.height} rows={block.rows} />
          ))}
        </Box>
      ))}
    </Box>
  )
}
