import { type Command, Option } from 'commander'
import { GLYPHS, THEMES } from '../../core/look.ts'
import { collect, moment, port, turn } from './arguments.ts'

/** Options that several commands have; each command has its own copy. */

/** With what lies over a profile. */
export const merged = (command: Command): Command =>
  command
    .addOption(
      new Option('--overlay <file>', 'a second file merged over the profile; may be repeated')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--set <path=value>',
        'one value of the profile, such as sources.prometheus.url=http://…; may be repeated',
      )
        .argParser(collect)
        .default([], 'none'),
    )

/** Of one system. */
export const ofSystem = (command: Command): Command =>
  merged(
    command.addOption(
      new Option('-p, --profile <file>', 'the profile of the system under watch').makeOptionMandatory(),
    ),
  )

/** Of one system and the hours since its deployment. */
export const sinceDeployment = (command: Command): Command =>
  ofSystem(command).addOption(
    new Option('--deployed-at <time>', 'when the release went live, ISO 8601').argParser(moment),
  )

export const metricsPortOption = () =>
  new Option('--metrics-port <port>', "serve hypercare's own /metrics on 127.0.0.1").argParser(port)
export const screenReaderOption = () =>
  new Option('--screen-reader', 'plain lines that are only ever added to, for a screen reader')
export const turnOption = () =>
  new Option('--turn <time>', 'how long each page of panels is shown on a wall')
    .argParser(turn)
    .default(10_000, '10s')
export const themeOption = () =>
  new Option(
    '--theme <name|file>',
    `the colours: ${THEMES.join(', ')}, or a file; as the profile says where absent, else dark`,
  ).env('HYPERCARE_THEME')
export const glyphsOption = () =>
  new Option(
    '--glyphs <set>',
    'what charts and signs are drawn with; as the profile says where absent, else by the terminal',
  )
    .choices(GLYPHS)
    .env('HYPERCARE_GLYPHS')
