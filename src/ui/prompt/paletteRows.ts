import type { Model } from '../../core/model.ts'
import { type Choice, choicesOf, commandsOf } from '../../core/prompt/commands.ts'
import type { Palette } from '../../core/prompt/prompt.ts'
import { type Row, span } from '../../core/row.ts'
import { cellWidth } from '../../core/width.ts'
import { fitRow, pad, rowWidth } from '../../widgets/fit.ts'
import { keySign } from '../screen/footer.ts'
import { wrapWords } from '../screen/spread.ts'

/** More than these are not read; what is looked for is typed. */
const MOST_ROWS = 12
const LONGEST_NAME = 26
const KEY_WIDTH = 7
const MOST_COMPLAINT_LINES = 3

/** What the palette offers, in at most so many rows above its line; the chosen one is always among them. */
export function paletteRows(palette: Palette, model: Model, width: number, height: number): Row[] {
  const choices = choicesOf(model, palette.field.text)
  const head = headRows(palette, model, choices.length, width)
  const room = Math.min(MOST_ROWS, height - head.length)
  if (room < 1) return head.slice(0, Math.max(0, height))
  const chosen = palette.chosen ?? (palette.field.text.trim() === '' ? -1 : 0)
  const first = Math.min(Math.max(0, chosen - room + 1), Math.max(0, choices.length - room))
  const nameWidth = Math.min(LONGEST_NAME, Math.max(10, Math.floor(width / 2)))
  const rows = choices
    .slice(first, first + room)
    .map((choice, index) => choiceRow(choice, first + index === chosen, nameWidth, width))
  return [...head, ...rows]
}

/** How many fit, in the border; below it why Enter was pressed in vain. */
function headRows({ complaint, recalled }: Palette, model: Model, count: number, width: number): Row[] {
  const { commands, problem } = model.remembered
  const said: Row =
    recalled !== null
      ? [span(`${recalled} of ${commands.length} typed before `, 'dim')]
      : problem !== null
        ? [span(`▲ not remembered: ${problem} `, 'warn')]
        : [span(`${count} of ${commandsOf(model).length} commands `, 'dim')]
  const line = fitRow([span('── ', 'borderFocus'), ...said], width)
  const border: Row = [...line, span('─'.repeat(Math.max(0, width - rowWidth(line))), 'borderFocus')]
  const why = complaint === '' ? [] : wrapWords(`✖ ${complaint}`, width - 4, MOST_COMPLAINT_LINES)
  return [border, ...why.map((text): Row => [span(`   ${text}`, 'crit')])]
}

function choiceRow({ command }: Choice, isChosen: boolean, nameWidth: number, width: number): Row {
  const { name, title, keys, inputs, off } = command
  const asked = inputs.map((input) => ` <${input.name}>`).join('')
  const called = cellWidth(name + asked) <= nameWidth ? asked : ''
  const role = off !== null ? 'dim' : isChosen ? 'strong' : 'text'
  return fitRow(
    [
      span(isChosen ? ' ▸ ' : '   ', 'accent'),
      span(name, role),
      span(called, 'dim'),
      span(pad('', nameWidth - cellWidth(name + called))),
      span(' '),
      span(pad(keys.slice(0, 1).map(keySign).join(''), KEY_WIDTH), off === null ? 'key' : 'dim'),
      ...(off === null ? [] : [span(`○ off: ${off}  `, 'warn')]),
      span(title, off === null && !isChosen ? 'text' : role),
    ],
    width,
  )
}
