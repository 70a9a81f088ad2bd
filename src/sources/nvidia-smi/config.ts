import * as z from 'zod'
import { sourceFields } from '../../schema/source.ts'

/** The fields a signal can read, in base units, and the label that tells their series apart. */
export const nvidiaSmiFields = {
  utilization_ratio: 'gpu',
  memory_used_bytes: 'gpu',
  memory_total_bytes: 'gpu',
  memory_free_ratio: 'gpu',
  temperature_celsius: 'gpu',
  power_watts: 'gpu',
  power_limit_watts: 'gpu',
  ecc_errors: 'gpu',
  throttled: 'gpu',
} as const
export type NvidiaSmiField = keyof typeof nvidiaSmiFields

/** ssh hands these to a shell on the other side, so that only words no shell interprets may pass. */
const PLAIN_WORD = /^[\w@%+=:,./-]+$/
/** `host`, `user@host`, `ssh://user@host:22`. A leading "-" would be read as an option. */
const SSH_HOST = /^(ssh:\/\/)?([A-Za-z0-9_][\w.+-]*@)?(\[[0-9A-Fa-f:.%\w]+\]|[A-Za-z0-9_][\w.:%-]*)$/

export const nvidiaSmiConfig = z
  .strictObject({
    kind: z.literal('nvidia-smi'),
    ...sourceFields,
    command: z
      .array(z.string().min(1))
      .min(1)
      .default(['nvidia-smi'])
      .describe('The program and its arguments; "-q -x" is added'),
    ssh: z
      .string()
      .regex(SSH_HOST, 'not an ssh destination; write it like host, user@host or ssh://user@host:22')
      .optional()
      .describe('Run it on this machine, by ssh without a password prompt'),
  })
  .refine(({ command, ssh }) => ssh === undefined || command.every((word) => PLAIN_WORD.test(word)), {
    path: ['command'],
    error: 'with ssh the words of the command may hold letters, digits and _ @ % + = : , . / - only',
  })

/** How to run nvidia-smi, as the profile has it. */
export type NvidiaSmiConfig = z.infer<typeof nvidiaSmiConfig>
