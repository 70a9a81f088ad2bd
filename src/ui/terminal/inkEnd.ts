/**
 * Stands for `signal-exit` in the bundle. Ink would end by itself where a signal ends the program; here the session hears of
 * every end and unmounts Ink. The package loads all of `node:assert` with it, for 12 ms of each start.
 */
export default function onEnd(): () => void {
  return () => undefined
}
