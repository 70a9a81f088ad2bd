import type { KeyName } from './keyNames.ts'

/** Lines that are scrolled at once: in the smallest screen none goes by unseen. */
const PAGE = 5

const LINES: Readonly<Record<KeyName, number>> = { up: -1, down: 1, pageup: -PAGE, pagedown: PAGE }

/** Lines by which a key scrolls what is to be read; 0 where it does not. */
export const linesOf = (key: KeyName): number => LINES[key] ?? 0
