import type { Model } from '../../core/model.ts'
import { judgeAdvice } from '../../watch/advice.ts'
import { describeEvidence } from '../../watch/sentence.ts'

/** Why a runbook asks for this action now, or null where none does: `qwen breaker OPEN 2 m (runbook 001: …)`. */
export function whyNow(model: Model, action: string): string | null {
  const asked = judgeAdvice(model).find(({ advice, state }) => state === 'due' && advice.action === action)
  const [evidence] = asked?.evidence ?? []
  if (asked === undefined || evidence === undefined) return null
  return `${describeEvidence(evidence, model.now)} (runbook ${asked.advice.page})`
}
