import { EXIT } from './exit.ts'

/** Writes a line for people or scripts to standard output. */
export function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

/** Writes a line about what went wrong to standard error. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`)
}

/** A reader that has had enough (`| head`) ends the program without a word, a disk that is full with a sentence. */
export function endWithOutput(): void {
  process.stderr.on('error', () => process.exit(EXIT.noReader))
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.noReader)
    complain(`The output can't be written (${error.code ?? error.message}).`)
    process.exit(EXIT.unavailable)
  })
}
