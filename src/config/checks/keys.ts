import { FIXED_KEYS, rebound } from '../../core/bindings.ts'
import { type Binding, KEYMAP } from '../../core/keymap.ts'
import type { KeyName, Rebinding } from '../../core/keyNames.ts'
import { keyNamed, NAMED_KEYS, sameKeyAs } from '../../core/keyNames.ts'
import { nearest } from '../nearest.ts'
import { type AuthoredKeys, keysIn } from '../schema/keys.ts'
import type { Clash, Readable } from './readable.ts'

/** Keys belong to commands that there are, are keys of a terminal, and no two commands of one place share one. */
export function checkKeys({ keys, actions }: Readable): Clash[] {
  if (keys === null) return []
  const hotkeys = new Map([...actions].flatMap(([id, action]) => (action?.key ? [[action.key, id]] : [])))
  const bound = rebound(rebindingOf(keys))
  return Object.entries(keys).flatMap(([command, written]): Clash[] => {
    const binding = bound.find((each) => each.command === command)
    if (binding === undefined) return [unknownCommand(command, actions)]
    const isList = Array.isArray(written)
    return keysIn(written).flatMap((name, index): Clash[] => {
      const path = ['keys', command, ...(isList ? [index] : [])]
      const at = (message: string, suggestion: string | null = null): Clash[] => [
        { path, at: 'value', message, offending: name, suggestion },
      ]
      const key = keyNamed(name)
      if (key === null) return at(...whyNoKey(name))
      const fixed = FIXED_KEYS[key]
      if (fixed !== undefined && fixed !== command)
        return at(
          `the key "${name}" always belongs to the command ${fixed}, so that everybody finds a way out`,
        )
      const hotkey = hotkeys.get(key)
      if (hotkey !== undefined) return at(`the key "${name}" is that of actions.${hotkey}`)
      const owner = ownerOf(key, binding, bound)
      return owner === null
        ? []
        : at(
            `the key "${name}" is that of the command ${owner.command}; give one of them another key, or null`,
          )
    })
  })
}

/** Another command that has the key in the same place. */
function ownerOf(key: KeyName, binding: Binding, bound: readonly Binding[]): Binding | null {
  return (
    bound.find((each) => each !== binding && each.context === binding.context && each.keys.includes(key)) ??
    null
  )
}

function whyNoKey(name: string): [message: string, suggestion: string | null] {
  const same = sameKeyAs(name.toLowerCase())
  if (same !== null) return [`no terminal can tell "${name}" from ${same}`, null]
  return [`no key is called "${name}"`, nearest(name, NAMED_KEYS)]
}

function unknownCommand(command: string, actions: Readable['actions']): Clash {
  const message = actions.has(command)
    ? `"${command}" is an action; its key stands there: actions.${command}.key`
    : `there is no command "${command}"`
  const names = KEYMAP.map((binding) => binding.command)
  const suggestion = actions.has(command) ? null : nearest(command, names)
  return { path: ['keys', command], at: 'key', message, offending: command, suggestion }
}

/** The keys that can be read. */
export const rebindingOf = (keys: AuthoredKeys): Rebinding =>
  Object.fromEntries(
    Object.entries(keys).map(([command, written]) => [
      command,
      keysIn(written).flatMap((name) => keyNamed(name) ?? []),
    ]),
  )
