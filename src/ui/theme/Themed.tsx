import { type ReactNode, useSyncExternalStore } from 'react'
import type { Store } from '../../runtime/store.ts'
import { type Pens, PensContext } from './pens.ts'

/** Draws what is in it with the newest pens. */
export function Themed({ pens, children }: { readonly pens: Store<Pens>; readonly children: ReactNode }) {
  return <PensContext value={useSyncExternalStore(pens.subscribe, pens.get)}>{children}</PensContext>
}
