import * as z from 'zod'
import { type ActionConfig, authoredAction } from '../actions/config.ts'
import type { ActionIdentity } from '../core/acting/action.ts'
import { CHROMES, type Chrome, GLYPHS, type Glyphs, THEMES } from '../core/look.ts'
import type { SourceTiming, WatchProfile } from '../core/profile.ts'
import { duration, identifier, moment } from '../schema/fields.ts'
import { authoredAdvice } from './schema/advice.ts'
import { type AuthoredControl, authoredControl } from './schema/control.ts'
import { authoredKeys } from './schema/keys.ts'
import { authoredLayout } from './schema/layout.ts'
import { authoredNotify } from './schema/notify.ts'
import { type PanelConfig, panelConfig } from './schema/panel.ts'
import { authoredSignal } from './schema/signal.ts'
import { type AuthoredSource, authoredSource } from './schema/source.ts'
import { authoredCanary, authoredCheck, authoredEvent, authoredGate, authoredPhase } from './schema/watch.ts'

export type { PanelConfig } from './schema/panel.ts'

/** A profile as its author writes it. Every unknown key is a mistake. */
export const authoredProfile = z.strictObject({
  version: z.literal(1).describe('Of this format'),
  name: identifier,
  title: z.string().min(1).optional().describe('The name where absent'),
  environment: z
    .union([
      z.string().min(1),
      z.strictObject({ name: z.string().min(1), chrome: z.enum(CHROMES).default('calm') }),
    ])
    .describe('Where it runs; chrome: alarm makes the screen say so unmistakably'),
  theme: z
    .string()
    .min(1)
    .optional()
    .describe(`Colours: ${THEMES.join(', ')}, or a file beside the profile`),
  glyphs: z
    .enum(GLYPHS)
    .optional()
    .describe('What charts and signs are drawn with; by the terminal where absent'),
  deployment: z
    .strictObject({
      window: duration.prefault('48h').describe('How long the watch lasts'),
      at: moment.optional().describe('When the release went live'),
      version: z.string().min(1).optional().describe('Of the release'),
      versionFrom: identifier
        .optional()
        .describe('The signal that tells the version; where "at" is not said, its change is the deployment'),
      startFrom: identifier
        .optional()
        .describe('The signal that tells the start of the process, Unix time in seconds; the last resort'),
    })
    .prefault({}),
  history: z
    .strictObject({
      length: duration.prefault('2h').describe('Past kept for the charts'),
      step: duration.prefault('15s').describe('One point each'),
    })
    .prefault({}),
  defaults: z
    .strictObject({
      staleAfter: duration.prefault('30s').describe('How old a value may be before it counts as stale'),
    })
    .prefault({}),
  sources: z.record(identifier, authoredSource),
  signals: z.record(identifier, authoredSignal),
  panels: z.array(panelConfig).min(1, 'at least one panel is needed'),
  layouts: z
    .record(identifier, authoredLayout)
    .default({})
    .describe('Where panels stand on screens of a size; where none fits, it is worked out'),
  checks: z.array(authoredCheck).default([]).describe('Looked at all through the watch'),
  phases: z.array(authoredPhase).default([]),
  gates: z.record(identifier, authoredGate).default({}),
  readOnly: z.boolean().default(false).describe('Nothing may be changed through this profile'),
  controls: z.record(identifier, authoredControl).default({}).describe('What operates the services'),
  actions: z
    .record(identifier, authoredAction)
    .default({})
    .describe('What a person may do, and what proves it'),
  notify: authoredNotify.prefault({}).describe('When the terminal calls somebody who does not look'),
  keys: authoredKeys,
  canary: authoredCanary.optional(),
  events: z.array(authoredEvent).default([]).describe('What is known to come from outside'),
  advice: z.array(authoredAdvice).default([]).describe('The runbooks, the most important first'),
})
export type AuthoredProfile = z.output<typeof authoredProfile>

type Timed<T> = T extends unknown ? T & SourceTiming : never

/** The configuration of one source: what its kind asks for, its id, and its times in milliseconds. */
export type SourceConfig = Timed<AuthoredSource>

/** What operates services, with its id. */
export type ControlConfig = AuthoredControl & { readonly id: string }

/** One system under watch, everything resolved. */
export type Profile = WatchProfile<SourceConfig, PanelConfig, ActionConfig & ActionIdentity> & {
  /** How loudly the screen says which system it shows. */
  readonly chrome: Chrome
  /** A theme that comes with the program or a file of one; null where the profile leaves it open, as of the glyphs. */
  readonly theme: string | null
  readonly glyphs: Glyphs | null
  readonly readOnly: boolean
  readonly controls: readonly ControlConfig[]
}
