/** A result, for people or a pipe. */
export const tell = (text: string): void => void process.stdout.write(`${text}\n`)

/** What is going on, apart from the results. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`)
