const START = '\u001b[200~'
const END = '\u001b[201~'
/** No field holds a part of it, and Ink reads the whole of an open paste anew with every piece. */
const LONGEST = 262_144

/** Follows where pastes begin and end in what a terminal sends. */
export type PasteWatch = {
  /** Takes the next piece of input, and gives what is to be passed on in its place. */
  push(piece: string): string
  /** Whether a paste has begun and not ended. */
  isOpen(): boolean
  /** Ends the open paste, whose end does not come; gives what is to be passed on for it. */
  cut(): string
}

/**
 * Ink waits for the end of a paste as long as it takes, deaf to every key. So the end is put in where it does not come; the
 * rest of such a paste, should it come with its end after all, is a paste too, and presses no key.
 */
export function createPasteWatch(): PasteWatch {
  let isOpen = false
  let wasCut = false
  let length = 0
  /** The end of what was looked at, which may be the beginning of a mark. */
  let tail = ''

  const follow = (piece: string): void => {
    let text = tail + piece
    length += piece.length
    for (;;) {
      const mark = isOpen ? END : START
      const at = text.indexOf(mark)
      if (at === -1) break
      isOpen = !isOpen
      text = text.slice(at + mark.length)
      length = text.length
    }
    tail = text.slice(-(START.length - 1))
  }

  const cut = (): string => {
    isOpen = false
    wasCut = true
    tail = ''
    return END
  }

  return {
    push: (piece) => {
      const passed = wasCut && endsFirst(piece) ? START + piece : piece
      if (passed !== piece || piece.includes(START)) wasCut = false
      follow(passed)
      return isOpen && length > LONGEST ? passed + cut() : passed
    },
    isOpen: () => isOpen,
    cut,
  }
}

/** Whether a paste ends here that has not begun here. */
function endsFirst(piece: string): boolean {
  const end = piece.indexOf(END)
  const start = piece.indexOf(START)
  return end !== -1 && (start === -1 || end < start)
}
