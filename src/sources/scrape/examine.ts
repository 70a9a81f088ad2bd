import { parseExpression } from '../../core/promql/parse.ts'
import { isNarrowerThan, type Selector } from '../../core/promql/selectors.ts'
import { createScrapedStore, type ScrapedStore } from '../../core/scraped/store.ts'
import type { Finding } from '../../core/source.ts'
import { type EpochMs, formatRoughly } from '../../core/time.ts'
import { type Deadline, openDeadline } from '../http/deadline.ts'
import { explainEmptiness } from '../query/emptiness.ts'
import { examineReadings, failed, ok } from '../query/findings.ts'
import type { Environment } from '../secret/read.ts'
import { answer, type Moment } from './answer.ts'
import type { Asked } from './asked.ts'
import type { ScrapeConfig } from './config.ts'
import { createIngest } from './ingest.ts'
import { openTarget, type Target } from './target.ts'

/** Scrapes each target once, keeping everything it has, and holds each question against it. */
export async function examine(
  {
    config,
    env,
    now,
  }: { readonly config: ScrapeConfig; readonly env: Environment; readonly now: () => EpochMs },
  questions: readonly Asked[],
  signal: AbortSignal,
): Promise<readonly Finding[]> {
  const store = createScrapedStore()
  const deadline = openDeadline(config.deadline, signal)
  const begun = now()
  const examined = config.targets.map(async (each) => {
    const target = openTarget(each, config, { env, now })
    const finding = await examineTarget(target, config, store, deadline)
    await target.close()
    return finding
  })
  const findings = await Promise.all(examined)
  deadline.close()
  if (findings.every(({ outcome }) => outcome === 'failed')) return findings
  const { lookback: lookbackMs, interval: intervalMs } = config
  const moment = { store, at: now(), lookbackMs, intervalMs, since: begun }
  for (const asked of questions) findings.push(await examineQuestion(asked, moment))
  return findings
}

async function examineTarget(
  target: Target,
  config: ScrapeConfig,
  store: ScrapedStore,
  deadline: Deadline,
): Promise<Finding> {
  const ingest = createIngest({ ...config, store, labels: target.labels, keepFor: () => config.lookback })
  const result = await target.ask(deadline)
  if (!result.ok) return failed(target.url, result.failure.message, result.failure.hint)
  const before = store.size()
  const refusal = ingest.take(result.scraped)
  if (refusal !== null) {
    const { message, hint } = target.refused(refusal)
    return failed(target.url, message, hint)
  }
  return ok(target.url, `${store.size() - before} series in ${result.scraped.durationMs} ms`)
}

async function examineQuestion(asked: Asked, moment: Moment): Promise<Finding> {
  const { question, expression } = asked
  const { signal } = question
  if (!expression.ok) return failed(signal.id, expression.error, 'mend the query')
  const selectsNothing = (text: string): boolean => isEmpty(text, moment)
  const pastMs = Math.max(0, ...expression.pasts.map(({ pastMs }) => pastMs))
  if (pastMs === 0) {
    return examineReadings(question, answer(asked, moment), {
      now: moment.at,
      selectsNothing: async (text) => selectsNothing(text),
      staleHint: 'the target itself says so: look why it does not measure',
      noValueHint: 'look at what the target exposes',
    })
  }
  const isMissing = missing(asked, selectsNothing).length > 0
  if (isMissing && signal.isOptional) return ok(signal.id, 'its series are not there; it is optional')
  if (isMissing)
    return failed(signal.id, ...(await explainEmptiness(question, async (text) => selectsNothing(text))))
  return ok(signal.id, `its series are there; it has a value after ${formatRoughly(pastMs)} of scrapes`)
}

/** The selectors without a series; one may well be empty (no 5xx yet) while a broader one beside it is not. */
function missing({ question }: Asked, selectsNothing: (text: string) => boolean): Selector[] {
  const wanted = question.expression.selectors.filter(({ isAbsence }) => !isAbsence)
  const there = wanted.filter(({ text }) => !selectsNothing(text))
  return wanted.filter((each) => !there.includes(each) && !there.some((broad) => isNarrowerThan(each, broad)))
}

function isEmpty(selector: string, { store, at, lookbackMs }: Moment): boolean {
  const parsed = parseExpression(selector)
  if (!parsed.ok || parsed.expr.kind !== 'vector-selector') return false
  return store.select(parsed.expr.matchers, at - lookbackMs, at).length === 0
}
