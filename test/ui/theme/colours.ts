import { type Colour, DEFAULT_COLOUR, isTrue } from '../../../src/ui/paint/colour.ts'
import { linear } from '../../../src/ui/theme/contrast.ts'
import { XTERM_16 } from '../../../src/ui/theme/sixteen.ts'

/** `#rrggbb` as a number. */
export const hex = (text: string): number => Number.parseInt(text.slice(1), 16)

const STEPS = [0, 95, 135, 175, 215, 255]

/** What a colour looks like: xterm's palette, as its own documentation has it, on its own black. */
export function rgbOf(colour: Colour): number {
  if (colour === DEFAULT_COLOUR) return 0xe5e5e5
  if (isTrue(colour)) return colour & 0xffffff
  const index = colour & 0xff
  if (index < 16) return XTERM_16[index] ?? 0
  if (index >= 232) return (8 + (index - 232) * 10) * 0x010101
  const [red = 0, green = 0, blue = 0] = [36, 6, 1].map(
    (place) => STEPS[Math.trunc((index - 16) / place) % 6] ?? 0,
  )
  return (red << 16) | (green << 8) | blue
}

type Triple = readonly [number, number, number]
type Matrix = readonly [Triple, Triple, Triple]
export type Eye = Matrix

/** Machado, Oliveira, Fernandes 2009, severity 1: what of linear RGB is left without one kind of cones. */
export const EYES = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const satisfies Readonly<Record<string, Matrix>>

const times = (matrix: Matrix, [a, b, c]: Triple): Triple => {
  const [x, y, z] = matrix.map((row) => row[0] * a + row[1] * b + row[2] * c)
  return [x ?? 0, y ?? 0, z ?? 0]
}

const TO_XYZ: Matrix = [
  [0.4124564, 0.3575761, 0.1804375],
  [0.2126729, 0.7151522, 0.072175],
  [0.0193339, 0.119192, 0.9503041],
]
const WHITE: Triple = [0.95047, 1, 1.08883]

/** CIE 1976 L*a*b* (D65) of what such an eye sees. */
export function seenBy(eye: Matrix, rgb: number): Triple {
  const light: Triple = [linear(rgb >> 16), linear((rgb >> 8) & 0xff), linear(rgb & 0xff)]
  const [r, g, b] = times(eye, light).map((part) => Math.min(1, Math.max(0, part)))
  const xyz = times(TO_XYZ, [r ?? 0, g ?? 0, b ?? 0])
  const [x = 0, y = 0, z = 0] = xyz.map((part, i) => {
    const t = part / (WHITE[i] ?? 1)
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116
  })
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
}

/** The distance of two colours as people see it (CIE 1976): 2.3 is just noticeable. */
export const deltaE = (a: Triple, b: Triple): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])

/** Ten times what is just noticeable: apart at a glance, in one thin sign. */
export const APART = 23
