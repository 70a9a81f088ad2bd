import chalk from 'chalk'
import { Box, type DOMElement, render } from 'ink'
import { createElement, type ReactNode } from 'react'
import { clearGrid, createGrid } from '../paint/grid.ts'
import { paintTree } from '../paint/painter.ts'
import type { ColourDepth } from './depth.ts'
import { createInkInput } from './inkInput.ts'
import { createInkOutput, type TerminalSize } from './inkOutput.ts'
import type { Outlet } from './outlet.ts'
import { encodeFrame, type TerminalState, UNKNOWN_STATE } from './writer.ts'

export type MountOptions = {
  readonly stdin: NodeJS.ReadStream
  readonly outlet: Outlet
  readonly depth: ColourDepth
  readonly size: TerminalSize
}

export type Screen = {
  /** Paints the present tree; `whole` sends every cell anew, for a screen that others wrote on. */
  readonly repaint: (whole: boolean) => void
  readonly resize: (size: TerminalSize) => void
  readonly unmount: () => void
  /** Settles after the tree is gone. Rejects with the error that a component threw. */
  readonly whenExited: Promise<void>
}

/** The trees commits within this time of a resize; until then the old layout is not worth painting. */
const RESIZE_SETTLES_MS = 20

/**
 * Runs an element under Ink: React, its components and hooks, its input and Yoga's layout. Ink's own output is passed
 * over: after each commit the painter walks Ink's tree and the outlet gets what changed.
 */
export function mountScreen(element: ReactNode, { stdin, outlet, depth, size }: MountOptions): Screen {
  // Ink's Text styles through chalk, which would ask a stream for its colours; the writer knows the depth.
  chalk.level = 3
  const output = createInkOutput(size)
  const input = createInkInput(stdin)
  let shown = createGrid(size.columns, size.rows)
  let next = createGrid(size.columns, size.rows)
  let state: TerminalState = UNKNOWN_STATE
  let isWhole = true
  let isScheduled = false
  let settling: NodeJS.Timeout | undefined
  let root: DOMElement | undefined

  function paint(): void {
    isScheduled = false
    clearTimeout(settling)
    if (!root?.yogaNode) return
    const tree = root
    const isTaken = outlet.offer(() => {
      clearGrid(next)
      paintTree(tree, next)
      const frame = encodeFrame(isWhole ? undefined : shown, next, state, depth)
      state = frame.state
      return frame.bytes
    })
    if (!isTaken) return
    isWhole = false
    ;[shown, next] = [next, shown]
  }

  /** Several commits of one turn make one frame. */
  function schedule(): void {
    if (isScheduled) return
    isScheduled = true
    queueMicrotask(paint)
  }

  const ink = render(
    createElement(Box, {
      ref: (box) => {
        root = box ? rootOf(box) : root
      },
    }),
    {
      stdin: input.stream,
      stdout: output,
      interactive: false,
      exitOnCtrlC: false,
      patchConsole: false,
      isScreenReaderEnabled: false,
    },
  )
  if (!root) throw new Error('Ink mounted no tree')
  hookInto(root, schedule)
  ink.rerender(element)

  function repaint(whole: boolean): void {
    isWhole ||= whole
    schedule()
  }

  function resize(to: TerminalSize): void {
    shown = createGrid(to.columns, to.rows)
    next = createGrid(to.columns, to.rows)
    isWhole = true
    output.resize(to)
    if (!root?.yogaNode) return
    root.onComputeLayout?.()
    for (const listener of root.internal_layoutListeners ?? []) listener()
    clearTimeout(settling)
    settling = setTimeout(paint, RESIZE_SETTLES_MS)
  }

  function unmount(): void {
    clearTimeout(settling)
    ink.unmount()
    input.close()
  }

  return { repaint, resize, unmount, whenExited: ink.waitUntilExit().then(() => {}) }
}

/** Ink calls this after every commit, when the layout is computed, to print; we paint instead. */
function hookInto(root: DOMElement, onCommit: () => void): void {
  root.onRender = onCommit
  root.onImmediateRender = onCommit
}

const rootOf = (node: DOMElement): DOMElement => (node.parentNode ? rootOf(node.parentNode) : node)
