import type { Command } from 'commander'
import { finish } from '../finish.ts'
import type { ProfileOptions } from '../profile.ts'
import { merged } from './options.ts'

/** What is done with profiles themselves. */
export function addProfiles(program: Command): void {
  const profile = program.command('profile').description('work on profiles')

  merged(profile.command('check'))
    .description('report every mistake of a profile as FILE:line:column')
    .argument('<file>', 'the profile')
    .action(async (file: string, options: Omit<ProfileOptions, 'profile'>) => {
      const { checkProfile } = await import('../commands/profile.ts')
      await finish(checkProfile({ ...options, profile: file }))
    })

  profile
    .command('schema')
    .description('print the JSON Schema of profiles, for editors')
    .action(async () => {
      const { printSchema } = await import('../commands/profile.ts')
      await finish(printSchema())
    })
}
