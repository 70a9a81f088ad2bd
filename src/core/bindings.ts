import { type Intent, isActing } from './intent.ts'
import { type Binding, type Context, KEYMAP } from './keymap.ts'
import type { KeyName, Rebinding } from './keyNames.ts'
import type { View } from './model.ts'
import type { WatchProfile } from './profile.ts'

/** The ways out that nobody can lose. */
export const FIXED_KEYS: Readonly<Record<KeyName, string>> = { escape: 'back', 'ctrl+c': 'quit' }

/** The program's own keys, as they were rebound. */
export function rebound(keys: Rebinding, keymap: readonly Binding[] = KEYMAP): readonly Binding[] {
  return keymap.map((binding) => {
    const given = keys[binding.command]
    if (given === undefined) return binding
    const kept = binding.keys.filter((key) => key in FIXED_KEYS && !given.includes(key))
    return { ...binding, keys: [...given, ...kept] }
  })
}

/** The keys of a watch: those of the profile's actions first, in its order, then the program's own. */
export function keymapOf({ actions, keys }: Pick<WatchProfile, 'actions' | 'keys'>): readonly Binding[] {
  const hotkeys = actions.flatMap((action) => hotkeyOf(action) ?? [])
  const own = rebound(keys)
  return [...hotkeys, ...(actions.length > 0 ? own : own.filter(({ intent }) => !isActing(intent)))]
}

function hotkeyOf({ id, key, title }: WatchProfile['actions'][number]): Binding | null {
  if (key === undefined) return null
  const intent: Intent = { type: 'act', action: id }
  return { keys: [key], context: 'anywhere', command: id, intent, description: title, hint: wordsOf(id) }
}

/** An id as people say it: `scale llm`. */
const wordsOf = (id: string): string => id.replaceAll(/[_-]+/g, ' ')

/** Where a key pressed now would be pressed. */
export function contextOf({ zoom, isHelpOpen, page }: Pick<View, 'zoom' | 'isHelpOpen' | 'page'>): Context {
  if (isHelpOpen) return 'page'
  if (page !== null) return page === 'alerts' ? page : 'page'
  return zoom === null ? 'grid' : 'zoom'
}

/** The bindings that hold there, those of the place first; what one of them takes the keys of is left out. */
export function bindingsAt(context: Context, keymap: readonly Binding[]): readonly Binding[] {
  const own = context === 'anywhere' ? [] : keymap.filter((binding) => binding.context === context)
  const taken = new Set(own.flatMap(({ keys }) => keys))
  const isFree = ({ keys }: Binding): boolean => !keys.every((key) => taken.has(key))
  return [...own, ...keymap.filter((binding) => binding.context === 'anywhere' && isFree(binding))]
}

/** What the key asks for there, or null where it is not bound. */
export function intentOf(
  key: KeyName,
  keymap: readonly Binding[] = KEYMAP,
  context: Context = 'anywhere',
): Intent | null {
  const bound = keymap.filter(({ keys }) => keys.includes(key))
  const at = (place: Context) => bound.find((binding) => binding.context === place)
  return (at(context) ?? at('anywhere'))?.intent ?? null
}
