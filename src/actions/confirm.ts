import { type Finding, needsTyping } from './finding.ts'
import type { Plan } from './plan.ts'

/** What a person has to type to confirm a plan: a word for what is common, the name of the target for what is not. */
export function wordToType(plan: Plan, findings: readonly Finding[]): string {
  const isGrave = plan.risk.level === 'high' || plan.overrides.length > 0 || needsTyping(findings)
  return isGrave ? nameOf(plan) : 'yes'
}

/** What is changed, as people call it. */
function nameOf({ change, action }: Plan): string {
  switch (change.kind) {
    case 'scale':
      return Object.keys(change.to).join(' ')
    case 'restart':
    case 'stop':
    case 'start':
      return change.services.join(' ')
    case 'version':
      return change.to
    case 'delete-pod':
      return change.pod
    default:
      return action
  }
}

/** Enter alone, or anything else, is no. */
export const isConfirmedBy = (typed: string, plan: Plan, findings: readonly Finding[]): boolean =>
  typed.trim() === wordToType(plan, findings)
