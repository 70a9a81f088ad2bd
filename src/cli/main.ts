import { CommanderError, program } from 'commander'
import { version } from '../../package.json'
import { CHECK_EXIT, EXIT, STATUS_EXIT } from './exit.ts'
import { complain, endWithOutput } from './print.ts'
import { addActing } from './usage/acting.ts'
import { addProfiles } from './usage/profiles.ts'
import { addReading } from './usage/reading.ts'
import { addWatching } from './usage/watching.ts'

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
            of status: ${STATUS_EXIT.ok} ok · ${STATUS_EXIT.warn} warn · ${STATUS_EXIT.crit} crit · ${STATUS_EXIT.unknown} stale or unknown · ${STATUS_EXIT.unusable} wrong usage, or a profile with mistakes
            ${EXIT.noTerminal} no terminal · ${EXIT.unavailable} something needed is missing or busy · ${EXIT.crash} a defect · 128+n ended by signal n`,
  )

addWatching(program)
addReading(program)
addProfiles(program)
addActing(program)

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
