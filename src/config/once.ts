/** For a schema that reads one value and is done: zod writes code for it otherwise, which takes longer than it saves. */
export const ONCE = { jitless: true } as const
