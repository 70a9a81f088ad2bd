import type { Profile } from '../config/profile.ts'
import type { Glyphs } from '../core/look.ts'
import type { ScreenEffect } from '../core/message.ts'
import { type DeploymentOverride, startModel } from '../core/start.ts'
import type { DurationMs } from '../core/time.ts'
import { statePlace } from '../journal/place.ts'
import { systemClock } from '../runtime/clock.ts'
import { createLoop } from '../runtime/loop.ts'
import { createStore } from '../runtime/store.ts'
import { App } from '../ui/App.tsx'
import { createReader } from '../ui/reader/reader.ts'
import { colourDepth } from '../ui/terminal/depth.ts'
import { showLines } from '../ui/terminal/lines.ts'
import { toDesktop } from '../ui/terminal/osc.ts'
import { type ScreenControls, showScreen, sizeOf } from '../ui/terminal/show.ts'
import { pensOf } from '../ui/theme/pens.ts'
import { Themed } from '../ui/theme/Themed.tsx'
import { Wall } from '../ui/wall/Wall.tsx'
import { EXIT } from './exit.ts'
import { farewell } from './farewell.ts'
import { glyphsFor } from './glyphs.ts'
import { openMetrics } from './metrics.ts'
import { complain, print } from './print.ts'
import type { ProfileOptions } from './profile.ts'
import { whyReadOnly } from './readOnly.ts'
import type { PastOf } from './sources.ts'
import { copy, keepScreen, type Told } from './takeAlong.ts'
import { chooseTheme, followTheme } from './theme.ts'

export type ScreenOptions = {
  readonly theme?: string
  readonly glyphs?: Glyphs
  readonly metricsPort?: number
  readonly readOnly?: boolean
  readonly screenReader?: boolean
  /** Where screens are kept, where that is not beside the journal. */
  readonly screens?: string
  /** For a pane across the room: it only shows, whatever is configured, and its panels take turns. */
  readonly wall?: { readonly turnMs: DurationMs }
}

/** What is read out has no width; pages are worded for this one. */
const READER_SIZE = { columns: 200, rows: 60 }
const NOTHING_PAINTED = { frames: 0, dropped: 0, bytes: 0 }

/** Shows a profile live until somebody leaves. Returns the exit code. */
export async function showWatch(
  profile: Profile,
  override: DeploymentOverride | null,
  options: ProfileOptions & ScreenOptions,
  pastOf?: PastOf,
): Promise<number> {
  const { stdin, stdout, env } = process
  const { wall } = options
  if (!stdin.isTTY || !stdout.isTTY) {
    complain(
      'A watch needs a terminal, and this is none. For scripts and pipes there is: hypercare snapshot [--json]',
    )
    return EXIT.noTerminal
  }
  const isReader =
    wall === undefined && (options.screenReader === true || (env.HYPERCARE_SCREEN_READER ?? '') !== '')
  if (env.TERM === 'dumb' && !isReader) {
    complain(
      "This terminal (TERM=dumb) can't place text on its screen, so there is no watch on it. Use: hypercare watch --screen-reader, or hypercare snapshot",
    )
    return EXIT.noTerminal
  }
  const depth = colourDepth(env)
  const chosen = await chooseTheme({
    option: options.theme,
    profile: { theme: profile.theme, file: options.profile },
    depth,
  })
  if (!chosen.ok) {
    for (const message of chosen.messages) complain(message)
    return chosen.code
  }
  let { theme } = chosen
  const pens = createStore(pensOf(theme, depth, profile.chrome))
  let controls: ScreenControls | null = null
  const loop = createLoop({
    model: startModel(profile, Date.now(), isReader ? READER_SIZE : sizeOf(stdout), override, {
      readOnly: wall === undefined ? whyReadOnly(profile, options.readOnly === true) : 'a wall only shows',
    }),
    clock: systemClock,
    onScreen: (effect) => void perform(effect),
    onPolled: (source, durationMs, result) => metrics.polled(source, durationMs, result),
  })
  const glyphs = glyphsFor(env, options.glyphs ?? profile.glyphs)
  const screens = options.screens ?? statePlace(profile.name, env).screens
  // What is taken along is what is seen, not what came since.
  const perform = async (effect: ScreenEffect): Promise<void> => {
    if (controls === null) return
    switch (effect.type) {
      case 'call':
        // A terminal that takes nothing now would ring when it is too late.
        controls.pass(toDesktop(effect.call, env))
        return
      case 'copy':
        return tell(copy(effect.what, loop.store.get(), profile.panels, glyphs, env, controls.pass))
      case 'save-screen':
        return tell(await keepScreen(loop.store.get(), profile, glyphs, theme, screens))
      default:
        controls[effect.type]()
    }
  }
  const tell = ({ words, isBad }: Told): void => loop.notice(words, isBad)
  const opened = await openMetrics(
    options.metricsPort,
    loop.model,
    () => controls?.counters() ?? NOTHING_PAINTED,
  )
  if (!opened.ok) {
    complain(opened.message)
    return EXIT.unavailable
  }
  const { metrics } = opened
  const unfollow =
    chosen.file === null
      ? null
      : followTheme(chosen.file, (read) => {
          if ('theme' in read) {
            theme = read.theme
            pens.show(pensOf(theme, depth, profile.chrome))
          }
          loop.themed('problem' in read ? read.problem : null)
        })
  const onKeys = (given: ScreenControls) => {
    controls = given
    return {
      key: (key: string) => loop.key(key, given.isBehind()),
      paste: (text: string) => loop.paste(text, given.isBehind()),
    }
  }
  const showReader = () =>
    showLines((given) => ({ ...onKeys(given), ...createReader(loop.store, profile.panels, given.pass) }), {
      stdin,
    })
  const shown = { store: loop.store, panels: profile.panels, glyphs }
  const show = () =>
    showScreen(
      (given) => {
        const { key, paste } = onKeys(given)
        return (
          <Themed pens={pens.store}>
            {wall === undefined ? (
              <App {...shown} onKey={key} onPaste={paste} />
            ) : (
              <Wall {...shown} turnMs={wall.turnMs} onQuit={() => given.quit()} />
            )}
          </Themed>
        )
      },
      { stdin, stdout, env, onResize: ({ columns, rows }) => loop.resize(columns, rows) },
    )
  const ended = isReader ? showReader() : show()
  // The sources are half of the program to load; the screen is there before them.
  const { openSources } = await import('./sources.ts')
  const { openActing } = await import('./acting.ts')
  const acting = openActing(profile, wall === undefined ? options : { ...options, readOnly: true })
  const watching =
    wall === undefined
      ? {
          operator: (await import('./operator.ts')).createOperator(acting, loop.model),
          memory: (await import('./memory.ts')).createMemory(acting.place.commands),
        }
      : { operator: (await import('./observer.ts')).createObserver(acting) }
  loop.start(
    openSources(profile, () => loop.model().deployment.at, pastOf),
    watching,
  )
  const code = await ended
  unfollow?.()
  await Promise.all([loop.stop(), metrics.close()])
  for (const line of farewell(loop.model(), options.profile)) print(line)
  return code
}
