import { type Command, Option } from 'commander'
import { OVERRIDES } from '../../actions/finding.ts'
import { finish } from '../finish.ts'
import type { ProfileOptions } from '../profile.ts'
import { collect, knownOverride } from './arguments.ts'
import { ofSystem, sinceDeployment } from './options.ts'

/** What changes the system, and what tells of it. */
export function addActing(program: Command): void {
  sinceDeployment(program.command('act'))
    .description(
      'plan an action of the profile, ask, do it in a process of its own, and prove that it helped',
    )
    .argument('[words...]', 'the action and its arguments; without any, all actions are listed')
    .option('--reason <text>', 'why; it is kept in the journal')
    .option('--plan-only', 'print the plan and its id, and do nothing')
    .option('--yes <plan>', 'confirm the plan with this id, which --plan-only printed within the last 60 s')
    .option('--read-only', 'change nothing, whatever else is said')
    .addOption(
      new Option('--override <guard>', `overrule a guard: ${OVERRIDES.join(', ')}; may be repeated`)
        .argParser((value: string, before: readonly string[]) => [...before, knownOverride(value)])
        .default([], 'none'),
    )
    .option('--undo <id>', 'plan the way back of an action')
    .option('--keep <id>', 'keep an action that would be taken back')
    .option('--approve <id>', 'approve an action that another person confirmed')
    .option('--reconcile <id>', 'find out what came of an action whose outcome is open')
    .option('--settled-as <stage>', 'with --reconcile: say what came of it (applied, not-applied, partial)')
    .option('--force-lock <id>', 'end the runner of an action, and with it its lock')
    .action(async (words: string[], options: import('../commands/act.ts').ActOptions) => {
      const { act } = await import('../commands/act.ts')
      await finish(act(words, options))
    })

  // What an action is handed over to; people have no use for it.
  program.command('runner <plan-file>', { hidden: true }).action(async (planFile: string) => {
    const { runner } = await import('../commands/runner.ts')
    await finish(runner(planFile))
  })

  const journal = program.command('journal').description('what was done, by whom, and what came of it')

  ofSystem(journal.command('show', { isDefault: true }))
    .description('print the journal')
    .option('--follow', 'go on with what is added; ends on Ctrl-C')
    .addOption(
      new Option('--filter <text>', 'stage=verified, action=…, id=…, or any text; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--json', 'one JSON object a line')
    .action(async (options: import('../commands/journal.ts').JournalOptions) => {
      const { showJournal } = await import('../commands/journal.ts')
      await finish(showJournal(options))
    })

  ofSystem(journal.command('verify'))
    .description('name the first line that was edited or deleted')
    .action(async (options: ProfileOptions) => {
      const { verifyJournal } = await import('../commands/journal.ts')
      await finish(verifyJournal(options))
    })
}
