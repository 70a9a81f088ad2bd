/**
 * Stands for Ink's picture of an error in the bundle. A component that throws ends the program, and `end.ts` tells of it
 * outside the screen; the tools for the picture make a hundred regular expressions at each start.
 */
export default function NoPicture(): null {
  return null
}
