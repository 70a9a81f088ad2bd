import { profileJsonSchema } from '../../config/jsonSchema.ts'
import { EXIT } from '../exit.ts'
import { complain, print } from '../print.ts'
import { openProfile, type ProfileOptions } from '../profile.ts'
import { chooseTheme } from '../theme.ts'

/** `hypercare profile check FILE`, and the file of the theme that it names. */
export async function checkProfile(options: ProfileOptions): Promise<number> {
  const profile = await openProfile(options, complain)
  if (profile === null) return EXIT.found
  const theme = await chooseTheme({
    option: undefined,
    profile: { theme: profile.theme, file: options.profile },
    depth: 'true',
  })
  if (!theme.ok) {
    for (const message of theme.messages) complain(message)
    return theme.code
  }
  const { signals, panels, sources } = profile
  const held = [counted(sources, 'source'), counted(signals, 'signal'), counted(panels, 'panel')]
  print(`${options.profile}: no mistakes; ${held.join(', ')}`)
  return EXIT.ok
}

const counted = ({ length }: readonly unknown[], one: string): string =>
  `${length} ${length === 1 ? one : `${one}s`}`

/** `hypercare profile schema` */
export async function printSchema(): Promise<number> {
  print(JSON.stringify(profileJsonSchema(), null, 2))
  return EXIT.ok
}
