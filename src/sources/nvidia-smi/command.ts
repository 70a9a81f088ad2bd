import type { NvidiaSmiConfig } from './config.ts'

/** Of the deadline, the share ssh gets for connecting, so that its own words come before we cut it off. */
const CONNECT_SHARE = 0.75

/** The argv that prints everything about every GPU as XML. */
export function commandOf({
  command,
  ssh,
  deadline,
}: Pick<NvidiaSmiConfig, 'command' | 'ssh' | 'deadline'>): readonly string[] {
  const query = [...command, '-q', '-x']
  if (ssh === undefined) return query
  const connectSeconds = Math.max(1, Math.floor((deadline * CONNECT_SHARE) / 1000))
  // BatchMode: a question for a password or a host key would wait for an answer nobody can give.
  return ['ssh', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${connectSeconds}`, ssh, ...query]
}
