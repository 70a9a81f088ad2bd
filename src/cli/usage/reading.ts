import { type Command, CommanderError, Option } from 'commander'
import type { Glyphs } from '../../core/look.ts'
import { PAGES } from '../../core/model.ts'
import { CHECK_EXIT } from '../exit.ts'
import { finish } from '../finish.ts'
import type { ProfileOptions } from '../profile.ts'
import { integer, length, size } from './arguments.ts'
import { glyphsOption, sinceDeployment, themeOption } from './options.ts'

/** Where 1 and 2 are what was found out, wrong usage is told by a code of its own. */
function unlikeAnAnswer(error: CommanderError): never {
  throw error.exitCode === 0 ? error : new CommanderError(CHECK_EXIT.unusable, error.code, error.message)
}

/** What reads every source once. */
export function addReading(program: Command): void {
  sinceDeployment(program.command('snapshot'))
    .description('read every source once and print panels, verdicts, values and ages; needs no terminal')
    .addOption(glyphsOption())
    .addOption(new Option('--json', 'print data for scripts instead of text').conflicts(['svg', 'screen']))
    .addOption(new Option('--svg', 'print the screen of a watch as a picture').conflicts('screen'))
    .option('--screen', 'print the screen of a watch as text')
    .addOption(
      new Option('--size <columns>x<rows>', 'of that screen')
        .argParser(size)
        .default({ columns: 120, rows: 36 }, '120x36'),
    )
    .addOption(new Option('--page <page>', 'what it shows in the place of the panels').choices(PAGES))
    .addOption(themeOption())
    .action(async (options: import('../commands/snapshot.ts').SnapshotOptions) => {
      const { snapshot } = await import('../commands/snapshot.ts')
      await finish(snapshot(options))
    })

  sinceDeployment(program.command('status'))
    .description(
      'read every source once, in a hurry, and print one line: for the status bar of tmux, a prompt, a probe',
    )
    .addOption(
      new Option('--format <format>', 'of that line').choices(['plain', 'tmux', 'json']).default('plain'),
    )
    .option('--width <cells>', 'at most so wide', integer)
    .addOption(
      new Option('--within <duration>', 'the time that all readings may take together')
        .argParser(length)
        .default(3_000, '3s'),
    )
    .exitOverride(unlikeAnAnswer)
    .action(async (options: import('../commands/status.ts').StatusOptions) => {
      const { status } = await import('../commands/status.ts')
      await finish(status(options))
    })

  sinceDeployment(program.command('check'))
    .description('read every source once and say whether a gate is passed, one line a criterion')
    .argument('<gate>', 'a gate of the profile: tuning, stability, guards, promote, …')
    .addOption(glyphsOption())
    .option('--json', 'print data for scripts instead of text')
    .exitOverride(unlikeAnAnswer)
    .action(async (gate: string, options: ProfileOptions & { json?: boolean; glyphs?: Glyphs }) => {
      const { check } = await import('../commands/check.ts')
      await finish(check(gate, options))
    })

  sinceDeployment(program.command('doctor'))
    .description(
      'try every source, query and endpoint of a profile, and say what is wrong and how to mend it',
    )
    .action(async (options: ProfileOptions) => {
      const { doctor } = await import('../commands/doctor.ts')
      await finish(doctor(options))
    })
}
