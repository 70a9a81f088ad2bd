import type { ActionConfig } from '../actions/config.ts'

export type FoundAction =
  | { readonly ok: true; readonly action: ActionConfig; readonly args: readonly string[] }
  | { readonly ok: false; readonly message: string }

/** The action a person names: by its id (`scale_llm 4`), or by what it does to which service (`scale worker-llm 4`). */
export function findAction(
  actions: readonly ActionConfig[],
  name: string,
  args: readonly string[],
): FoundAction {
  const action = actions.find(({ id }) => id === name || id.replaceAll('_', '-') === name)
  if (action !== undefined) return { ok: true, action, args }
  const [service = '', ...rest] = args
  const bySubject = actions.filter((each) => each.kind === name && servicesOf(each).includes(service))
  const [only] = bySubject
  if (only !== undefined && bySubject.length === 1) return { ok: true, action: only, args: rest }
  const known = actions.map(({ id }) => id).join(', ')
  return { ok: false, message: `There is no action "${name}" in the profile; there is: ${known || 'none'}.` }
}

function servicesOf(action: ActionConfig): readonly string[] {
  if (action.kind === 'scale') return [action.service]
  return 'services' in action ? action.services : []
}
