import { APPROVAL_LIFE_MS } from '../../actions/approval.ts'
import { type ActionRecord, recordsOf, unfinished } from '../../actions/entry.ts'
import { isOverride, refusalIn } from '../../actions/finding.ts'
import type { Plan } from '../../actions/plan.ts'
import { isOutcome, type Stage, standingOf } from '../../actions/stage.ts'
import { PLAN_LIFE_MS } from '../../core/acting/life.ts'
import { formatExactly } from '../../core/time.ts'
import type { Line } from '../../journal/line.ts'
import { entryOf } from '../../runner/act.ts'
import { followAction } from '../../runner/follow.ts'
import { endRunner } from '../../runner/force.ts'
import { type Planned, planAction, planUndo } from '../../runner/planning.ts'
import { resume } from '../../runner/resume.ts'
import { fileOf, readWork } from '../../runner/work.ts'
import { type Acting, exitOf, openActing, planMeansOf, runMeansOf } from '../acting.ts'
import { askToConfirm } from '../confirm.ts'
import { EXIT } from '../exit.ts'
import { findAction } from '../findAction.ts'
import { approvePlan, declinePlan, keepAction, keepPlan, type StartResult, startPlan } from '../planned.ts'
import { planText } from '../planText.ts'
import { complain, print } from '../print.ts'
import { openProfile, type ProfileOptions } from '../profile.ts'

export type ActOptions = ProfileOptions & {
  readonly reason?: string
  readonly planOnly?: boolean
  readonly yes?: string
  readonly readOnly?: boolean
  readonly override: readonly string[]
  readonly undo?: string
  readonly keep?: string
  readonly approve?: string
  readonly reconcile?: string
  readonly settledAs?: string
  readonly forceLock?: string
}

/** `hypercare act`: plans, asks, hands over to a runner and follows it to its end. */
export async function act(words: readonly string[], options: ActOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const acting = openActing(profile, options)
  const known = await acting.journal.read()
  if (!known.ok) return refuse(known.reason, 'nothing is done without a journal')
  const { lines } = known.chain
  const records = recordsOf(lines)
  for (const { id, action, stage } of unfinished(records))
    complain(`open: ${id} (${action}) is ${stage}; find out with: hypercare act --reconcile ${id}`)
  const named = options.undo ?? options.keep ?? options.approve ?? options.reconcile ?? options.forceLock
  if (named !== undefined) {
    const record = records.find(({ id }) => id === named)
    if (record === undefined) return refuse(`the journal knows no action ${named}`, 'see: hypercare journal')
    return onRecord(record, lines, options, acting)
  }
  if (options.yes !== undefined) return confirmSaved(options.yes, words, options, acting)
  const [name, ...args] = words
  if (name === undefined) return list(acting)
  const found = findAction(profile.actions, name, args)
  if (!found.ok) {
    complain(found.message)
    return EXIT.usage
  }
  const overrides = options.override.filter(isOverride)
  const wish = { note: options.reason ?? '', overrides }
  return propose(await planAction(found.action, found.args, wish, planMeansOf(acting)), options, acting)
}

/** Shows what was planned; then asks, or keeps it for a `--yes`. */
async function propose(planned: Planned, options: ActOptions, acting: Acting): Promise<number> {
  if (!planned.ok) return refuse(planned.reason, planned.hint)
  const { plan, findings } = planned
  print(planText(plan, findings, Date.now()))
  const refusal = refusalIn(findings)
  if (refusal !== null) return refuse(refusal.words, refusal.hint)
  const notKept = await keepPlan(plan, acting)
  if (notKept !== null) return refuse(notKept.reason, notKept.hint)
  if (options.planOnly === true) {
    print(`plan ${plan.id}`)
    return EXIT.ok
  }
  if (!isSomebodyThere()) {
    complain(`Nobody can be asked here. Within 60 s: hypercare act … --yes ${plan.id}`)
    return EXIT.refused
  }
  const isYes = await askToConfirm(plan, findings, plan.plannedAt + PLAN_LIFE_MS - Date.now())
  return isYes ? confirm(plan, 'typed', acting) : decline(plan, acting)
}

async function decline(plan: Plan, acting: Acting): Promise<number> {
  const { reason, hint } = await declinePlan(plan, acting)
  return refuse(reason, hint)
}

/** `--yes ID`: the id is the hash of all that was shown, so that nothing else can be confirmed by it. */
async function confirmSaved(
  id: string,
  words: readonly string[],
  options: ActOptions,
  acting: Acting,
): Promise<number> {
  if (!/^[0-9a-f]{12}$/.test(id)) return refuse(`"${id}" is no plan`, 'take the id that --plan-only prints')
  const read = await readWork(fileOf(acting.place.plans, id))
  if (!read.ok) return refuse(read.reason, 'plan it with --plan-only')
  const { plan } = read.work
  const [name, ...args] = words
  if (name !== undefined) {
    const found = findAction(acting.profile.actions, name, args)
    const isSame =
      found.ok && found.action.id === plan.action && found.args.join('\0') === plan.args.join('\0')
    if (!isSame) return refuse(`plan ${id} is for ${[plan.action, ...plan.args].join(' ')}`, 'plan this anew')
  }
  if (options.reason !== undefined && options.reason !== plan.note)
    return refuse(`plan ${id} has another reason: ${plan.note}`, 'plan this anew')
  return confirm(plan, 'by its id', acting)
}

const isSomebodyThere = (): boolean => process.stdin.isTTY && process.stderr.isTTY

const confirm = async (plan: Plan, how: string, acting: Acting): Promise<number> =>
  followStarted(plan, await startPlan(plan, how, acting), acting)

/** Shows what another person confirmed, and asks for a yes to it; without a terminal its id must be said twice. */
async function approve(record: ActionRecord, plan: Plan, options: ActOptions, acting: Acting) {
  if (record.stage !== 'awaiting')
    return refuse(`${record.id} is ${record.stage}`, 'it waits for nobody; see: hypercare journal')
  print(planText(plan, [], Date.now(), APPROVAL_LIFE_MS))
  print(`  so far  ${record.words}`)
  if (options.yes === plan.id)
    return followStarted(plan, await approvePlan(plan, 'by its id', acting), acting)
  if (!isSomebodyThere()) return refuse('nobody can be asked here', `add --yes ${plan.id}`)
  const isYes = await askToConfirm(plan, [], plan.plannedAt + APPROVAL_LIFE_MS - Date.now())
  if (!isYes) return refuse('cancelled', `it still waits: hypercare act --approve ${plan.id}`)
  return followStarted(plan, await approvePlan(plan, 'typed', acting), acting)
}

async function followStarted(plan: Plan, started: StartResult, acting: Acting): Promise<number> {
  switch (started.kind) {
    case 'begun':
      return follow(plan, acting)
    case 'awaiting':
      print(
        `it waits for another person, ${formatExactly(APPROVAL_LIFE_MS)} at most: hypercare act --approve ${plan.id}`,
      )
      return EXIT.refused
    case 'refused':
      return refuse(started.reason, started.hint)
    case 'not-started':
      return refuse(started.reason, `nothing was done; see ${fileOf(acting.place.plans, plan.id)}.log`)
    case 'unknown':
      complain(`It is not known whether it began: ${started.reason}`)
      return EXIT.unknown
  }
}

/** Tells every stage. The runner goes on whether or not somebody follows. */
async function follow(plan: Plan, { journal }: Acting): Promise<number> {
  const { id, holdMs, afterwards } = plan
  let stage: Stage | null = null
  for await (const followed of followAction(plan, journal, new AbortController().signal)) {
    if (followed.kind === 'deserted') {
      complain(`its runner is gone; find out what it did with: hypercare act --reconcile ${id}`)
      return EXIT.unknown
    }
    const { line } = followed
    print(`${line.stage.padEnd(14)}${line.words}`)
    stage = line.stage
    // What still is unknown after a minute of looking waits for a person.
    const isHeldNext = stage === 'verified' && holdMs !== null
    if ((isOutcome(stage) && !isHeldNext) || stage === 'still-unknown' || stage === 'holding') break
  }
  if (stage === 'verified' && afterwards.changes.length > 0)
    print(`${afterwards.changes.length} more to come; see them with: hypercare journal --follow`)
  if (stage === 'holding') print(`keep it with: hypercare act --keep ${id}`)
  if (stage === 'verified') print(`undo it with: hypercare act --undo ${id} --reason …`)
  if (stage === 'still-unknown') print(`look again with: hypercare act --reconcile ${id}`)
  return stage === null ? EXIT.unknown : exitOf(stage)
}

async function onRecord(
  record: ActionRecord,
  lines: readonly Line[],
  options: ActOptions,
  acting: Acting,
): Promise<number> {
  const { readOnly, person } = acting
  const { id, plan } = record
  if (options.undo !== undefined) {
    const wish = { note: options.reason ?? '', overrides: options.override.filter(isOverride) }
    return propose(await planUndo(record, wish, planMeansOf(acting)), options, acting)
  }
  if (readOnly !== null) return refuse(`nothing may be changed: ${readOnly}`, 'act elsewhere')
  if (options.forceLock !== undefined) {
    const ended = await endRunner(id, lines)
    if (!ended.ok) return refuse(ended.reason, 'a lock ends with its process')
    print(`the runner of ${id} was ended; find out what it did with: hypercare act --reconcile ${id}`)
    return EXIT.ok
  }
  if (plan === null) return refuse(`the plan of ${id} is not in the journal`, 'see: hypercare journal verify')
  if (options.keep !== undefined) {
    const refusal = await keepAction(plan, options.reason ?? 'kept', acting)
    if (refusal !== null) return refuse(refusal.reason, refusal.hint)
    print(`${id} is kept`)
    return EXIT.ok
  }
  if (options.approve !== undefined) return approve(record, plan, options, acting)
  if (options.settledAs !== undefined) return settle(record, plan, options, acting)
  const means = runMeansOf(plan, acting, () => undefined)
  if ('reason' in means) return refuse(means.reason, 'mend the profile')
  const resumed = await resume(record, lines, means)
  if (!resumed.ok) return refuse(resumed.reason, 'see: hypercare journal')
  const after = recordsOf(await linesOf(acting)).find((other) => other.id === id)
  print(`${after?.stage ?? resumed.stage ?? 'not written'}: ${after?.words ?? ''}`)
  if (after?.stage === 'verified' && plan.afterwards.changes.length > 0)
    print(
      `it goes no further by itself; go on with: hypercare act ${[plan.action, ...plan.args].join(' ')} --reason …`,
    )
  if (after?.stage === 'still-unknown')
    print(`if you know better: --settled-as applied|not-applied|partial --reason … (${person.user} is named)`)
  return exitOf(after?.stage ?? record.stage)
}

/** A person says what came of an action that no program can find out about. */
async function settle(record: ActionRecord, plan: Plan, options: ActOptions, { journal, person }: Acting) {
  const { settledAs, reason = '' } = options
  if (settledAs !== 'applied' && settledAs !== 'not-applied' && settledAs !== 'partial')
    return refuse(`"${settledAs}" settles nothing`, 'say applied, not-applied or partial')
  if (standingOf(record.stage) !== 'blocking') return refuse(`${record.id} is ${record.stage}`, 'it is known')
  if (reason === '') return refuse('no note says why', 'say how you know (--reason)')
  const written = await journal.append(entryOf(plan, settledAs, `${person.user} says: ${reason}`))
  if (written.kind !== 'written') return refuse(written.reason, 'see: hypercare journal')
  print(`${record.id} is settled as ${settledAs}`)
  return EXIT.ok
}

function list({ profile }: Acting): number {
  for (const { id, kind, title } of profile.actions) print(`${id.padEnd(24)}${kind.padEnd(16)}${title}`)
  if (profile.actions.length === 0) print('the profile has no actions')
  return EXIT.ok
}

async function linesOf({ journal }: Acting): Promise<readonly Line[]> {
  const read = await journal.read()
  return read.ok ? read.chain.lines : []
}

function refuse(reason: string, hint: string): number {
  complain(`Not done: ${reason}${hint === '' ? '' : ` → ${hint}`}`)
  return EXIT.refused
}
