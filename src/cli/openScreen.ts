/** Loads the code of the screen, the layout engine first: Ink needs it from the start. */
export async function openScreen() {
  const { loadYoga } = await import('../ui/yoga.ts')
  await loadYoga()
  return import('./screen.tsx')
}
