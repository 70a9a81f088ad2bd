/** What can't be read: a sentence without a full stop, and an offset in the line to blame. */
export type Malformed = { readonly message: string; readonly at: number }

/** Where what was read ends. */
export type End = number | Malformed

/** What stands behind the text of a series; written anew for each line. */
export type Measurement = {
  value: number
  /** The time the line gives, milliseconds since the epoch; NaN where it gives none. */
  at: number
  /** Where the next line begins. */
  end: number
}

/** How one text format writes lines. All offsets are in the body. */
export type Grammar = {
  /** Reads what stands between samples, from the beginning of a line to that of the next sample or the end of the body. */
  readonly between: (body: string, at: number) => End
  /** Reads a series: a name, and labels in braces. */
  readonly series: (body: string, at: number) => End
  /** Reads the rest of a line: behind the series, which begins at `start` and ends at `at`. */
  readonly rest: (body: string, start: number, at: number, into: Measurement) => Malformed | null
}

export const malformed = (message: string, at: number): Malformed => ({ message, at })

export const NO_VALUE = 'a value is expected'
export const NO_NUMBER = 'the value is no number'
export const NO_TIME = 'a timestamp or the end of the line is expected'
export const NO_LABEL = 'a label is expected'
export const NO_EQUAL = 'an = is expected after the name of the label'
export const NO_QUOTED = 'a value in quotes is expected after the ='
export const NOT_CLOSED = 'the value of a label is not closed by a quote'
