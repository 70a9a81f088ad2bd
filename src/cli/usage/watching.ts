import { type Command, Option } from 'commander'
import { finish } from '../finish.ts'
import { integer, port, speed } from './arguments.ts'
import {
  glyphsOption,
  metricsPortOption,
  screenReaderOption,
  sinceDeployment,
  themeOption,
  turnOption,
} from './options.ts'

/** What is looked at on a screen. */
export function addWatching(program: Command): void {
  sinceDeployment(program.command('watch'))
    .description('show the system live')
    .addOption(themeOption())
    .addOption(glyphsOption())
    .addOption(metricsPortOption())
    .option('--read-only', 'change nothing: keys of actions say so, and nothing follows them')
    .addOption(screenReaderOption())
    .option('--no-notify', 'no bell and no notification, whatever the profile says')
    .action(async (options: import('../commands/watch.ts').WatchOptions) => {
      const { watch } = await import('../commands/watch.ts')
      await finish(watch(options))
    })

  sinceDeployment(program.command('wall'))
    .description('show the system for people across the room: large, read-only, no keys but q')
    .addOption(themeOption())
    .addOption(metricsPortOption())
    .addOption(glyphsOption())
    .addOption(turnOption())
    .action(async (options: import('../commands/wall.ts').WallCommandOptions) => {
      const { wall } = await import('../commands/wall.ts')
      await finish(wall(options))
    })

  program
    .command('demo')
    .description('watch a simulated backend, or only serve it')
    .option('--scenario <name>', 'what goes wrong: calm, breaker-open, all-at-once, …', 'calm')
    .option('--speed <factor>', 'simulated seconds per second; 600 plays 48 h in 5 minutes', speed, 1)
    .option('--seed <n>', 'the same seed repeats the same world', integer, 1)
    .option('--serve', 'only serve the simulated backend, without a screen; ends on TERM')
    .option('--fault <name>', 'what goes wrong with changes: lost-answer, conflict, slow, lying, …')
    .addOption(
      new Option('--port <port>', 'where to serve it on 127.0.0.1')
        .argParser(port)
        .default(0, 'any free one'),
    )
    .addOption(themeOption())
    .addOption(screenReaderOption())
    .addOption(glyphsOption())
    .addOption(metricsPortOption())
    .option('--wall', 'large and read-only, for people across the room')
    .addOption(turnOption())
    .action(async (options: import('../commands/demo.ts').DemoCommandOptions) => {
      const { demo } = await import('../commands/demo.ts')
      await finish(demo(options))
    })
}
