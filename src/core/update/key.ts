import { contextOf, intentOf, isActing, type KeyName, keymapOf } from '../keymap.ts'
import type { Model } from '../model.ts'
import { onDialogKey, onDialogText } from './acting/key.ts'
import { onIntent } from './intent.ts'
import type { Next } from './next.ts'

/** Of the screen itself, whatever stands on it. */
const OF_THE_SCREEN: readonly KeyName[] = ['ctrl+l', 'ctrl+s', 'ctrl+z']

/**
 * A key means what the key table says, or what the open dialog makes of it. Where the person does not see the newest
 * screen (`isBlind`), no key leads to an action.
 */
export function onKey(model: Model, key: KeyName, isBlind: boolean): Next {
  const { dialog } = model
  if (dialog !== null && !OF_THE_SCREEN.includes(key))
    return isBlind ? { model, effects: [] } : onDialogKey(model, dialog, key)
  const intent = intentOf(key, keymapOf(model.profile), contextOf(model.view))
  if (intent === null || (isBlind && isActing(intent))) return { model, effects: [] }
  return onIntent(model, intent)
}

/** Text that was pasted, or typed while the program could not listen, presses no key. */
export function onPasted(model: Model, text: string, isBlind: boolean): Next {
  if (model.dialog === null || isBlind) return { model, effects: [] }
  return onDialogText(model, model.dialog, text)
}
