import { fileURLToPath } from 'node:url'
import { loadTheme } from '../ui/theme/load.ts'
import { type Pens, pensOf } from '../ui/theme/pens.ts'

const DARK = fileURLToPath(new URL('../themes/dark.yaml', import.meta.url))

/** How the theme of a file draws, the dark one where none is named; null after it was told what is wrong with it. */
export async function openPens(file: string | undefined, tell: (line: string) => void): Promise<Pens | null> {
  const themed = await loadTheme(file ?? DARK)
  if (themed.ok) return pensOf(themed.theme)
  tell(themed.message)
  return null
}
