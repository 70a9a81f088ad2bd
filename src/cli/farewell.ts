import { isUnderWay } from '../core/acting/action.ts'
import type { Model } from '../core/model.ts'

/** What somebody should know who has just left: what goes on without them, and where its end will stand. */
export function farewell({ actions, dialog }: Model, profile: string): readonly string[] {
  const handedOver = dialog?.kind === 'starting' ? [dialog.proposal.title] : []
  const underWay = actions.deeds
    .filter(isUnderWay)
    .map(({ title, now, after }) => `${title} (${now} → ${after})`)
  const [first, ...more] = [...underWay, ...handedOver]
  if (first === undefined) return []
  const what = more.length === 0 ? `${first} is` : `${first} and ${more.length} more are`
  return [
    `${what} under way, and goes on without this screen. What comes of it: hypercare journal --profile ${profile} --follow`,
  ]
}
