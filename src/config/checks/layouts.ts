import { nearest } from '../nearest.ts'
import type { Path } from '../tree.ts'
import type { Clash, Readable } from './readable.ts'

/** A layout names panels that are there, each once, and no two layouts are meant for the same size. */
export function checkLayouts({ layouts, panels }: Readable): Clash[] {
  const known = new Set(panels.flatMap((panel) => panel?.id ?? []))
  const sizes = new Map<string, string>()
  return [...layouts].flatMap(([id, layout]): Clash[] => {
    if (layout === null) return []
    const size = `${layout.from.columns}x${layout.from.rows}`
    const other = sizes.get(size)
    sizes.set(size, other ?? id)
    const same: Clash[] =
      other === undefined
        ? []
        : [
            {
              path: ['layouts', id, 'from'],
              at: 'value',
              message: `the layout "${other}" is already meant for ${size}`,
              offending: size,
            },
          ]
    const seen = new Set<string>()
    const named = namedIn(layout.rows).flatMap(({ path, name }): Clash[] => {
      const at = { path: ['layouts', id, 'rows', ...path], at: 'value', offending: name } as const
      if (!known.has(name))
        return [{ ...at, message: `there is no panel "${name}"`, suggestion: nearest(name, known) }]
      if (seen.has(name)) return [{ ...at, message: `the panel "${name}" is in the layout "${id}" twice` }]
      seen.add(name)
      return []
    })
    return [...same, ...named]
  })
}

type Named = { readonly path: Path; readonly name: string }

function namedIn(rows: readonly (readonly (string | { readonly panels: readonly string[] })[])[]): Named[] {
  return rows.flatMap((row, i) =>
    row.flatMap((each, j): Named[] =>
      typeof each === 'string'
        ? [{ path: [i, j], name: each }]
        : each.panels.map((name, k) => ({ path: [i, j, 'panels', k], name })),
    ),
  )
}
