import type { Role } from './row.ts'

/** Themes that come with the program, each `themes/NAME.yaml`. The first is shown where nobody chooses. */
export const THEMES = ['dark', 'light', 'high-contrast', 'colour-blind', 'mono', 'ansi16'] as const
export type ThemeName = (typeof THEMES)[number]

/** What charts, bars and signs are drawn with, best first; `console` is what the font of the Linux console has. */
export const GLYPHS = ['braille', 'block', 'console', 'ascii'] as const
export type Glyphs = (typeof GLYPHS)[number]

/** How loudly a screen says which system it shows; `alarm` where nothing should be tried out. */
export const CHROMES = ['calm', 'alarm'] as const
export type Chrome = (typeof CHROMES)[number]

/** The terminal's own colours, by the names that themes call them; `default` is that of its text. */
export const COLOURS = [
  'default',
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
  'gray',
  'redBright',
  'greenBright',
  'yellowBright',
  'blueBright',
  'magentaBright',
  'cyanBright',
  'whiteBright',
] as const

/** The attributes a style can switch on. Inverse is drawn as the terminal's background on the colour. */
export const ATTRIBUTES = ['bold', 'dim', 'underline', 'inverse'] as const
export type Attribute = (typeof ATTRIBUTES)[number]

/** How text of a role is drawn: the colour, one of `COLOURS` or `#rrggbb`, is `default` where it is absent. */
export type Style = { readonly color?: string | undefined } & {
  readonly [A in Attribute]?: boolean | undefined
}

export type Theme = {
  readonly title: string
  /** Backgrounds of terminals, `#rrggbb`, on all of which it can be read; the plainest first. It never paints one. */
  readonly backgrounds: readonly string[]
  readonly roles: Readonly<Record<Role, Style>>
  /** What is drawn otherwise under the chrome `alarm`. */
  readonly alarm: Readonly<Partial<Record<Role, Style>>>
}

/** Whether a theme is named by its file rather than by its name: `./mine`, `mine.yml`. */
export const isThemeFile = (theme: string): boolean => theme.includes('/') || /\.ya?ml$/.test(theme)
