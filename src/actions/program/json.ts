/** What a program printed as JSON; undefined, which no schema takes for an answer, where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
