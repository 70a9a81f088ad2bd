import * as z from 'zod'
import { duration, identifier, word } from '../schema/fields.ts'

const path = z
  .string()
  .startsWith('/', 'not a path; it begins with "/" and is added to the url of the source')
const argv = z.array(z.string().min(1)).min(1, 'name a program to run')

const verification = z.strictObject({
  signal: identifier.describe('A signal of the profile; all its series must be ok'),
  only: z.array(word).default([]).describe('The series that count, by their label; all where absent'),
  within: duration.describe('How long after the change this may take'),
  for: duration.prefault('0s').describe('How long it must hold'),
})

/** What every action has, whatever its kind. */
const common = {
  title: z.string().min(1),
  key: z
    .string()
    .regex(/^[a-zA-Z]$/, 'not a key; give it one letter')
    .optional()
    .describe('The key that plans it'),
  runbook: z.string().min(1).optional().describe('Where it is written down'),
  expect: z.string().min(1).optional().describe('What it is expected to do, for the plan'),
  risk: z
    .enum(['normal', 'high'])
    .default('normal')
    .describe('High risk asks for the typed name of the target'),
  coolDown: duration.prefault('5m').describe('The time its target is left alone after a change'),
  evidence: z
    .array(identifier)
    .default([])
    .describe('Signals that the decision rests on; they must be fresh'),
  verify: z
    .array(verification)
    .default([])
    .describe('What must be true afterwards, by readings taken afterwards'),
  secondPerson: z
    .boolean()
    .default(false)
    .describe('Another person than the one who confirmed it must approve it before it is done'),
  hold: duration
    .optional()
    .describe('Taken back by itself unless somebody keeps it within this time after it was verified'),
}

const scale = z.strictObject({
  kind: z.literal('scale'),
  ...common,
  by: identifier.describe('The control that does it'),
  service: z.string().min(1),
  min: z.int().nonnegative().default(1),
  max: z.int().positive(),
  floor: z.int().nonnegative().default(1).describe('Fewer than this needs an explicit override'),
  gradual: z
    .strictObject({ pause: duration.describe('Between two steps; its signals must be level then') })
    .optional()
    .describe('Fewer replicas come one at a time'),
})

const emergencyScale = z.strictObject({
  kind: z.literal('emergency-scale'),
  ...common,
  by: identifier.describe('The control that does it'),
  to: z.record(z.string().min(1), z.int().nonnegative()).describe('Replicas by service, all set at once'),
})

const power = z.strictObject({
  kind: z.enum(['restart', 'stop', 'start']),
  ...common,
  by: identifier.describe('The control that does it'),
  services: z.array(z.string().min(1)).min(1),
})

const deletePod = z.strictObject({
  kind: z.literal('delete-pod'),
  ...common,
  by: identifier.describe('The cluster; the pod is an argument, and its controller makes another'),
})

const version = z.strictObject({
  kind: z.literal('version'),
  ...common,
  risk: common.risk.unwrap().default('high'),
  by: identifier.describe('The control that does it'),
  services: z.array(z.string().min(1)).default([]).describe('The services that change; all where absent'),
  to: z.string().min(1).optional().describe('The version to go to; an argument where absent'),
})

const parameter = z.union(
  [
    z.strictObject({ oneOf: z.array(word).min(1) }),
    z.strictObject({ min: z.int(), max: z.int() }),
    z.strictObject({ pattern: z.string().min(1).refine(isPattern, 'not a regular expression') }),
  ],
  { error: () => 'write it like { oneOf: [a, b] }, { min: 1, max: 9 } or { pattern: "[a-z]+" }' },
)

const parameters = z
  .record(identifier, parameter)
  .default({})
  .describe('What is asked for, in this order; {name} stands for it')

/** Strings may hold `{parameter}`; one that is nothing else becomes the parameter itself, a number stays one. */
const body = z.json().default(null).describe('Sent as JSON')

const request = z.strictObject({
  kind: z.literal('request'),
  ...common,
  source: identifier.describe('The source whose server is asked, with its headers, TLS and secrets'),
  method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
  path,
  parameters,
  body,
  observe: z
    .strictObject({
      get: path.describe('Read before and after'),
      pick: z.string().min(1).describe('Where in the answer the state is: caches.{mode}.ttl_seconds'),
      becomes: word.optional().describe('The state once it is done; any other than before where absent'),
    })
    .optional(),
  undo: z
    .strictObject({
      method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']).default('POST'),
      path: path.optional(),
      body,
    })
    .optional()
    .describe('The request that takes it back; {before} stands for the state before'),
})

const command = z.strictObject({
  kind: z.literal('command'),
  ...common,
  argv: argv.describe('Program and arguments; never a shell'),
  directory: z.string().min(1).optional(),
  env: z.record(z.string(), word).default({}).describe('No secrets here'),
  parameters,
  observe: z.strictObject({ argv, becomes: word.optional() }).optional(),
  undo: argv.optional().describe('The program that takes it back'),
})

const matcher = z
  .string()
  .regex(/^[a-zA-Z_][a-zA-Z0-9_]*(=~|!~|!=|=)/, 'not a matcher; write it like alertname=HighResponseTime')

const silence = z.strictObject({
  kind: z.literal('silence'),
  ...common,
  source: identifier.describe('An Alertmanager'),
  matchers: z.array(matcher).default([]).describe('alertname=X, service=~"a|b"; arguments where absent'),
  duration: duration.prefault('2h'),
})

/** An action as its author writes it. */
export const authoredAction = z.discriminatedUnion('kind', [
  scale,
  emergencyScale,
  power,
  deletePod,
  version,
  request,
  command,
  silence,
])
export type AuthoredAction = z.output<typeof authoredAction>
export type Parameter = z.output<typeof parameter>
export type Verification = z.output<typeof verification>

/** An action of the profile, with its id. */
export type ActionConfig = AuthoredAction & { readonly id: string }

function isPattern(text: string): boolean {
  try {
    new RegExp(text, 'u')
    return true
  } catch {
    return false
  }
}
