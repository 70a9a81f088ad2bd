let segmenter: Intl.Segmenter | null = null

/** The grapheme clusters of a text. The first segmenter of a program takes 9 ms, and most texts need none. */
export function clustersOf(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter()
  return segmenter.segment(text)
}
