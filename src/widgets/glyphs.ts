/** The characters charts and bars may use, best first. */
export type Glyphs = 'braille' | 'block' | 'ascii'
