import type { Model } from '../../core/model.ts'
import type { PanelConfig } from '../../panels/panel.ts'
import type { Store } from '../../runtime/store.ts'
import { promptOf } from './dialog.ts'
import { lookLines } from './look.ts'
import { newsLines } from './news.ts'
import { whereLines } from './where.ts'

/** Lines, and then the line that one types into; what is out already never changes. */
export function appended(last: string, lines: readonly string[], prompt: string): string {
  const text = lines.map((line) => `${line}\n`).join('')
  if (text !== '') return `${last === '' ? '' : '\n'}${text}${prompt}`
  if (prompt.startsWith(last)) return prompt.slice(last.length)
  return `\n${prompt}`
}

/** A watch for the ear: it says where one is, and from then on what changes, each in a line of its own. */
export type Reader = { readonly where: () => void; readonly close: () => void }

const LEFT_OUT = 'some lines were left out, since the terminal took none; Ctrl-L says what is wrong now'

/** `write` appends text to the terminal, or says that it took none. */
export function createReader(
  store: Store,
  panels: readonly PanelConfig[],
  write: (text: string) => boolean,
): Reader {
  let before: Model = store.get()
  let prompt = ''
  let hasMissed = false

  const say = (lines: readonly string[], next: string): void => {
    const text = appended(prompt, hasMissed ? [LEFT_OUT, ...lines] : lines, next)
    if (text === '') return
    const isOut = write(text)
    if (isOut) prompt = next
    hasMissed = !isOut
  }
  const tell = (): void => {
    const after = store.get()
    say([...newsLines(before, after), ...lookLines(before, after, panels)], promptOf(after))
    before = after
  }
  const where = (): void => say(whereLines(store.get()), promptOf(store.get()))
  where()
  return { where, close: store.subscribe(tell) }
}
