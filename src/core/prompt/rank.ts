/** The letters alone fit; that is worth showing where nothing else fits. */
export const GUESS = 6

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
  return isInOrder(wanted.replaceAll(' ', ''), folded) ? GUESS : null
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
