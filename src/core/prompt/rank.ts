/** The letters alone fit; that is worth showing where nothing else fits. */
export const GUESS = 6

/** As it would, but for one slip of the fingers. */
export const SLIP = GUESS + 1
/** Shorter words are a slip away from far too many. */
const LEAST_SLIP = 4

/** How well a name fits what was typed: a smaller number fits better; null does not fit. */
export function rank(typed: string, name: string, title: string): number | null {
  const wanted = fold(typed)
  const folded = fold(name)
  const words = wanted.split(' ').filter((word) => word !== '')
  const text = `${folded} ${fold(title)}`
  if (folded === wanted) return 0
  if (folded.startsWith(wanted)) return 1
  if (words.every((word) => beginsWord(word, folded))) return 2
  if (folded.includes(wanted)) return 3
  if (words.every((word) => beginsWord(word, text))) return 4
  if (words.every((word) => text.includes(word))) return 5
  if (isInOrder(wanted.replaceAll(' ', ''), folded)) return GUESS
  return folded.split(' ').some((_, at, all) => isSlip(wanted, all.slice(at).join(' '))) ? SLIP : null
}

/** Names are written with `_`, `-` and blanks; nobody remembers which. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, ' ')
    .trim()

const beginsWord = (word: string, text: string): boolean => ` ${text}`.includes(` ${word}`)

/** Whether the letters come in this order, with others between them: `sllm` in `scale llm`. */
function isInOrder(letters: string, name: string): boolean {
  let from = 0
  for (const letter of letters) {
    const at = name.indexOf(letter, from)
    if (at === -1) return false
    from = at + letter.length
  }
  return true
}

/** Whether a name begins so but for one letter that is missing, too much, another, or two that changed places. */
function isSlip(typed: string, name: string): boolean {
  if (typed.length < LEAST_SLIP) return false
  const same = [...typed].findIndex((letter, at) => letter !== name[at])
  const [rest, due] = [typed.slice(same), name.slice(same)]
  return [
    rest,
    rest.slice(1),
    `${due[0]}${rest.slice(1)}`,
    `${rest[1] ?? ''}${rest[0]}${rest.slice(2)}`,
  ].some((mended, index) => (index === 0 ? due.slice(1) : due).startsWith(mended))
}
