// By its path, since the build puts this file in the place of the package.
import { loadYoga as load } from '../../node_modules/yoga-layout/dist/src/load.js'

/**
 * Stands for `yoga-layout` in the bundle. The package awaits its WebAssembly at the top of a module, which a script can't;
 * here it is awaited before Ink is loaded.
 */
let yoga: Awaited<ReturnType<typeof load>> | undefined

export { yoga as default }

/**
 * Loads the layout engine. Its loader asks whether there is a global `fetch`, which makes Node load all of its own HTTP
 * client for nothing, so it is out of sight meanwhile.
 */
export async function loadYoga(): Promise<void> {
  const fetch = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  if (fetch !== undefined)
    Object.defineProperty(globalThis, 'fetch', { value: undefined, configurable: true })
  try {
    yoga = await load()
  } finally {
    if (fetch !== undefined) Object.defineProperty(globalThis, 'fetch', fetch)
  }
}
