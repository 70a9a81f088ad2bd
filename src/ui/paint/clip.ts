/** The part of the grid that may be painted: columns x1 ≤ x < x2, rows y1 ≤ y < y2. */
export type Clip = { readonly x1: number; readonly x2: number; readonly y1: number; readonly y2: number }

export const intersect = (a: Clip, b: Clip): Clip => ({
  x1: Math.max(a.x1, b.x1),
  x2: Math.min(a.x2, b.x2),
  y1: Math.max(a.y1, b.y1),
  y2: Math.min(a.y2, b.y2),
})

export const isEmpty = (clip: Clip): boolean => clip.x1 >= clip.x2 || clip.y1 >= clip.y2

export const isSame = (a: Clip, b: Clip): boolean =>
  a.x1 === b.x1 && a.x2 === b.x2 && a.y1 === b.y1 && a.y2 === b.y2
