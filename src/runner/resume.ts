import * as z from 'zod'
import type { ActionRecord } from '../actions/entry.ts'
import { type Stage, standingOf } from '../actions/stage.ts'
import type { Line } from '../journal/line.ts'
import { findOut, lockTarget, verify, writerFor } from './act.ts'
import { type HoldMeans, hold, takeBack, waitForKeeper, wayBackOf } from './hold.ts'

export type ResumeResult =
  | { readonly ok: true; readonly stage: Stage | null }
  | { readonly ok: false; readonly reason: string }

const attemptSchema = z.object({ key: z.string(), folder: z.string() })

/**
 * Takes up an action whose runner is gone: finds out what came of it, verifies it, waits on or takes it back. It never
 * sends what the action sent.
 */
export async function resume(
  record: ActionRecord,
  lines: readonly Line[],
  means: HoldMeans,
): Promise<ResumeResult> {
  const { plan, id, stage } = record
  if (plan === null) return no(`the plan of ${id} is not in the journal as it was confirmed`)
  if (standingOf(stage) === 'over') return no(`${id} is over: ${stage}`)
  if (standingOf(stage) === 'waiting') return no(`${id} has not begun: ${stage}`)
  const taken = await lockTarget(plan, means)
  if ('reason' in taken) return no(`its runner is still at work: ${taken.reason}`)
  try {
    return { ok: true, stage: await resumeLocked({ ...record, plan }, lines, means) }
  } finally {
    await taken.release()
  }
}

async function resumeLocked(
  { plan, id, stage, sentAt }: ActionRecord & { readonly plan: NonNullable<ActionRecord['plan']> },
  lines: readonly Line[],
  means: HoldMeans,
): Promise<Stage | null> {
  const write = writerFor(plan, means.journal)
  const detailOf = (wanted: Stage) =>
    lines.findLast((line) => line.id === id && line.stage === wanted)?.detail ?? {}
  const since = sentAt ?? means.clock.now()
  switch (stage) {
    case 'intent':
      return write('not-applied', 'its runner ended before it sent anything')
    case 'sent':
    case 'unknown':
    case 'still-unknown': {
      const attempt = attemptSchema.safeParse(detailOf('intent').attempt)
      if (!attempt.success) return write('still-unknown', 'the journal does not name the attempt')
      return onVerified(await findOut(plan, attempt.data, since, means, write))
    }
    case 'accepted':
    case 'applied':
    case 'verifying':
      return onVerified(await verify(plan, since, means, write))
    case 'holding': {
      const until = z.number().safeParse(detailOf('holding').until)
      return waitForKeeper(plan, until.success ? until.data : means.clock.now(), means, write)
    }
    case 'reverting': {
      const back = await wayBackOf(plan, means)
      if (back === null) return takeBack(plan, means, write)
      return write('revert-failed', `its runner ended while it was taken back; see ${back.id}`)
    }
    default:
      return stage
  }

  async function onVerified(reached: Stage | null): Promise<Stage | null> {
    return reached === 'verified' ? hold(plan, means.clock.now(), means, write) : reached
  }
}

const no = (reason: string): ResumeResult => ({ ok: false, reason })
