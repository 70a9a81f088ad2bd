/**
 * Loads the code of the screen. Yoga's loader asks whether there is a global `fetch`, which makes Node load all of its
 * own HTTP client for nothing (a fifth of the way to the first screen), so it is out of sight meanwhile.
 */
export async function openScreen() {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  if (fetch === undefined) return import('./screen.tsx')
  Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true })
  try {
    return await import('./screen.tsx')
  } finally {
    Object.defineProperty(globalThis, 'fetch', fetch)
  }
}
