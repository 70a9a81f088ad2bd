import { CommanderError, Option, program } from 'commander'
import { version } from '../../package.json'
import { GLYPHS, type Glyphs, THEMES } from '../core/look.ts'
import { collect, integer, knownOverride, moment, port, speed, turn } from './arguments.ts'
import { CHECK_EXIT, EXIT } from './exit.ts'
import { complain, endWithOutput } from './print.ts'
import type { ProfileOptions } from './profile.ts'

/** Commands load their code when they are called: a snapshot needs no screen, a check needs no sources. */

const profileOption = () =>
  new Option('-p, --profile <file>', 'the profile of the system under watch').makeOptionMandatory()
const overlayOption = () =>
  new Option('--overlay <file>', 'a second file merged over the profile; may be repeated')
    .argParser(collect)
    .default([])
const setOption = () =>
  new Option(
    '--set <path=value>',
    'one value of the profile, such as sources.prometheus.url=http://…; may be repeated',
  )
    .argParser(collect)
    .default([])
const deployedAtOption = () =>
  new Option('--deployed-at <time>', 'when the release went live, ISO 8601').argParser(moment)
const metricsPortOption = () =>
  new Option('--metrics-port <port>', "serve hypercare's own /metrics on 127.0.0.1").argParser(port)
const turnOption = () =>
  new Option('--turn <time>', 'how long each page of panels is shown on a wall')
    .argParser(turn)
    .default(10_000, '10s')
const themeOption = () =>
  new Option(
    '--theme <name|file>',
    `the colours: ${THEMES.join(', ')}, or a file; as the profile says where absent, else dark`,
  ).env('HYPERCARE_THEME')
const glyphsOption = () =>
  new Option(
    '--glyphs <set>',
    'what charts and signs are drawn with; as the profile says where absent, else by the terminal',
  )
    .choices(GLYPHS)
    .env('HYPERCARE_GLYPHS')

program
  .name('hypercare')
  .description('The cockpit for the 48 hours after a deployment.')
  .version(version, '-V, --version')
  .showHelpAfterError('(hypercare --help tells what there is)')
  .exitOverride()
  .addHelpText(
    'after',
    `
Exit codes: ${EXIT.ok} done · ${EXIT.found} the profile has mistakes or the doctor found something · ${EXIT.usage} wrong usage
            acting: ${EXIT.refused} refused · ${EXIT.failed} failed, no effect · ${EXIT.notEffective} done, not effective · ${EXIT.unknown} outcome unknown · ${EXIT.inconclusive} done, not provable
            of check: ${CHECK_EXIT.passed} passed · ${CHECK_EXIT.failed} failed · ${CHECK_EXIT.unknown} unknown · ${CHECK_EXIT.unusable} wrong usage, or a profile with mistakes
            ${EXIT.noTerminal} no terminal · ${EXIT.unavailable} something needed is missing or busy · ${EXIT.crash} a defect · 128+n ended by signal n`,
  )

program
  .command('watch')
  .description('show the system live')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .addOption(themeOption())
  .addOption(glyphsOption())
  .addOption(metricsPortOption())
  .option('--read-only', 'change nothing: keys of actions say so, and nothing follows them')
  .action(async (options: ProfileOptions & import('./screen.tsx').ScreenOptions) => {
    const { watch } = await import('./commands/watch.ts')
    await finish(watch(options))
  })

program
  .command('wall')
  .description('show the system for people across the room: large, read-only, no keys but q')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .addOption(themeOption())
  .addOption(metricsPortOption())
  .addOption(glyphsOption())
  .addOption(turnOption())
  .action(async (options: import('./commands/wall.ts').WallCommandOptions) => {
    const { wall } = await import('./commands/wall.ts')
    await finish(wall(options))
  })

program
  .command('snapshot')
  .description('read every source once and print panels, verdicts, values and ages; needs no terminal')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .addOption(glyphsOption())
  .option('--json', 'print data for scripts instead of text')
  .action(async (options: ProfileOptions & { json?: boolean; glyphs?: Glyphs }) => {
    const { snapshot } = await import('./commands/snapshot.ts')
    await finish(snapshot(options))
  })

program
  .command('check')
  .description('read every source once and say whether a gate is passed, one line a criterion')
  .argument('<gate>', 'a gate of the profile: tuning, stability, guards, promote, …')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .addOption(glyphsOption())
  .option('--json', 'print data for scripts instead of text')
  .exitOverride((error) => {
    // Its 1 and 2 are what a gate says, so wrong usage is told by a code of its own.
    throw error.exitCode === 0 ? error : new CommanderError(CHECK_EXIT.unusable, error.code, error.message)
  })
  .action(async (gate: string, options: ProfileOptions & { json?: boolean; glyphs?: Glyphs }) => {
    const { check } = await import('./commands/check.ts')
    await finish(check(gate, options))
  })

program
  .command('doctor')
  .description('try every source, query and endpoint of a profile, and say what is wrong and how to mend it')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .action(async (options: ProfileOptions) => {
    const { doctor } = await import('./commands/doctor.ts')
    await finish(doctor(options))
  })

const profile = program.command('profile').description('work on profiles')

profile
  .command('check')
  .description('report every mistake of a profile as FILE:line:column')
  .argument('<file>', 'the profile')
  .addOption(overlayOption())
  .addOption(setOption())
  .action(async (file: string, options: Omit<ProfileOptions, 'profile'>) => {
    const { checkProfile } = await import('./commands/profile.ts')
    await finish(checkProfile({ ...options, profile: file }))
  })

profile
  .command('schema')
  .description('print the JSON Schema of profiles, for editors')
  .action(async () => {
    const { printSchema } = await import('./commands/profile.ts')
    await finish(printSchema())
  })

program
  .command('act')
  .description('plan an action of the profile, ask, do it in a process of its own, and prove that it helped')
  .argument('[words...]', 'the action and its arguments; without any, all actions are listed')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .addOption(deployedAtOption())
  .option('--reason <text>', 'why; it is kept in the journal')
  .option('--plan-only', 'print the plan and its id, and do nothing')
  .option('--yes <plan>', 'confirm the plan with this id, which --plan-only printed within the last 60 s')
  .option('--read-only', 'change nothing, whatever else is said')
  .addOption(
    new Option('--override <guard>', 'overrule a guard; may be repeated')
      .argParser((value: string, before: readonly string[]) => [...before, knownOverride(value)])
      .default([]),
  )
  .option('--undo <id>', 'plan the way back of an action')
  .option('--keep <id>', 'keep an action that would be taken back')
  .option('--reconcile <id>', 'find out what came of an action whose outcome is open')
  .option('--settled-as <stage>', 'with --reconcile: say what came of it (applied, not-applied, partial)')
  .option('--force-lock <id>', 'end the runner of an action, and with it its lock')
  .action(async (words: string[], options: import('./commands/act.ts').ActOptions) => {
    const { act } = await import('./commands/act.ts')
    await finish(act(words, options))
  })

// What an action is handed over to; people have no use for it.
program.command('runner <plan-file>', { hidden: true }).action(async (planFile: string) => {
  const { runner } = await import('./commands/runner.ts')
  await finish(runner(planFile))
})

const journal = program.command('journal').description('what was done, by whom, and what came of it')

journal
  .command('show', { isDefault: true })
  .description('print the journal')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .option('--follow', 'go on with what is added; ends on Ctrl-C')
  .addOption(
    new Option('--filter <text>', 'stage=verified, action=…, id=…, or any text; may be repeated')
      .argParser(collect)
      .default([]),
  )
  .option('--json', 'one JSON object a line')
  .action(async (options: import('./commands/journal.ts').JournalOptions) => {
    const { showJournal } = await import('./commands/journal.ts')
    await finish(showJournal(options))
  })

journal
  .command('verify')
  .description('name the first line that was edited or deleted')
  .addOption(profileOption())
  .addOption(overlayOption())
  .addOption(setOption())
  .action(async (options: ProfileOptions) => {
    const { verifyJournal } = await import('./commands/journal.ts')
    await finish(verifyJournal(options))
  })

program
  .command('demo')
  .description('watch a simulated backend, or only serve it')
  .option('--scenario <name>', 'what goes wrong: calm, breaker-open, all-at-once, …', 'calm')
  .option('--speed <factor>', 'simulated seconds per second; 600 plays 48 h in 5 minutes', speed, 1)
  .option('--seed <n>', 'the same seed repeats the same world', integer, 1)
  .option('--serve', 'only serve the simulated backend, without a screen; ends on TERM')
  .option('--fault <name>', 'what goes wrong with changes: lost-answer, conflict, slow, lying, …')
  .option('--port <port>', 'where to serve it on 127.0.0.1; any free port where absent', port, 0)
  .addOption(themeOption())
  .addOption(glyphsOption())
  .addOption(metricsPortOption())
  .option('--wall', 'large and read-only, for people across the room')
  .addOption(turnOption())
  .action(async (options: import('./commands/demo.ts').DemoCommandOptions) => {
    const { demo } = await import('./commands/demo.ts')
    await finish(demo(options))
  })

/** The exit code is set once all output is out; a pipe may still be draining. */
async function finish(command: Promise<number>): Promise<void> {
  process.exitCode = await command
}

async function crash(error: unknown): Promise<never> {
  const { crashReport } = await import('../ui/terminal/end.ts')
  complain(crashReport(error))
  process.exit(EXIT.crash)
}

/** Help that was asked for is no mistake. */
function usageCode({ exitCode }: CommanderError): number {
  if (exitCode === 0) return EXIT.ok
  return exitCode === CHECK_EXIT.unusable ? CHECK_EXIT.unusable : EXIT.usage
}

async function main(): Promise<void> {
  endWithOutput()
  process.on('uncaughtException', (error) => {
    // An open screen listens too, and puts the terminal back before it tells.
    if (process.listenerCount('uncaughtException') === 1) void crash(error)
  })
  try {
    await program.parseAsync()
  } catch (error) {
    if (!(error instanceof CommanderError)) await crash(error)
    else process.exitCode = usageCode(error)
  }
}

void main()
