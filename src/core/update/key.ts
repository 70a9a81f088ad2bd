import { contextOf, intentOf, keymapOf } from '../bindings.ts'
import { type Intent, isActing } from '../intent.ts'
import type { KeyName } from '../keyNames.ts'
import type { Model } from '../model.ts'
import { onDialogKey, onDialogText } from './acting/key.ts'
import { onIntent } from './intent.ts'
import { interruptedTwice } from './interrupt.ts'
import type { Next } from './next.ts'
import { onPromptKey, onPromptText } from './prompt/key.ts'

/** Of the screen itself, whatever takes the keys otherwise. */
const OF_THE_SCREEN: Readonly<Record<KeyName, Intent>> = {
  'ctrl+l': { type: 'repaint' },
  'ctrl+s': { type: 'save-screen' },
  'ctrl+z': { type: 'suspend' },
}

/**
 * A key means what the key table says, or what the open dialog or prompt makes of it. Where the person does not see the
 * newest screen (`isBlind`), no key leads to an action. Ctrl-C twice leaves, wherever one is.
 */
export function onKey(before: Model, key: KeyName, isBlind: boolean): Next {
  const { model, isLeaving } = interruptedTwice(before, key)
  if (isLeaving) return { model, effects: [{ type: 'quit' }] }
  const { dialog, view, profile } = model
  const ofTheScreen = OF_THE_SCREEN[key]
  if (dialog !== null || view.prompt !== null) {
    if (ofTheScreen !== undefined) return onIntent(model, ofTheScreen)
    if (isBlind) return { model, effects: [] }
    if (dialog !== null) return onDialogKey(model, dialog, key)
    if (view.prompt !== null) return onPromptKey(model, view.prompt, key)
  }
  const intent = intentOf(key, keymapOf(profile), contextOf(view))
  if (intent === null || (isBlind && isActing(intent))) return { model, effects: [] }
  return onIntent(model, intent)
}

/** Text that was pasted, or typed while the program could not listen, presses no key. */
export function onPasted(model: Model, text: string, isBlind: boolean): Next {
  const { dialog, view } = model
  if (isBlind) return { model, effects: [] }
  if (dialog !== null) return onDialogText(model, dialog, text)
  return view.prompt === null ? { model, effects: [] } : onPromptText(model, view.prompt, text)
}
