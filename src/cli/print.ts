/** Writes a line for people or scripts to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Writes a line about what went wrong to standard error. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}
