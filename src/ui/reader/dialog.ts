import type { Dialog } from '../../core/acting/dialog.ts'
import type { Model } from '../../core/model.ts'
import { plainText } from '../../widgets/fit.ts'
import { drawDialog, wantedHeight } from '../dialog/dialog.ts'
import { spoken } from './spoken.ts'

/** Wide enough that hardly a sentence is torn. */
const WIDTH = 200

/** What a dialog says from its title to its keys. */
export function dialogLines(dialog: Dialog, model: Model): readonly string[] {
  const whole = { ...dialog, scroll: 0 }
  const { rows } = drawDialog(whole, model, WIDTH, wantedHeight(whole, model, WIDTH))
  return rows.map((row) => spoken(plainText(row))).filter((line) => line !== '')
}

/** The line that one types into, with what was typed; empty where nothing is asked. */
export function promptOf({ dialog }: Pick<Model, 'dialog'>): string {
  if (dialog?.kind === 'plan') return `type ${dialog.proposal.word} to confirm: ${dialog.typed}`
  if (dialog?.kind === 'overruling') return `type ${dialog.word} to overrule: ${dialog.typed}`
  if (dialog?.kind !== 'asking') return ''
  const asked = dialog.fields[dialog.at]
  return asked === undefined ? '' : `${asked.name} (${asked.wanted}): ${asked.field.text}`
}
