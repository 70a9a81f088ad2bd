import type { Model } from '../../core/model.ts'
import { judgePanel, type PanelConfig } from '../../panels/panel.ts'
import { copyOf } from '../picture/copy.ts'
import { keySign } from '../screen/footer.ts'
import { dialogLines } from './dialog.ts'
import { keyLines } from './keys.ts'
import { focusLine, panelLines } from './panel.ts'
import { spoken } from './spoken.ts'
import { headlineLine } from './where.ts'
import { zoomLines } from './zoom.ts'

/** What is read out since somebody looks elsewhere: another panel, a page, the help, a dialog. */
export function lookLines(before: Model, after: Model, panels: readonly PanelConfig[]): readonly string[] {
  return [...dialogNews(before, after), ...viewNews(before, after, panels), ...noticeNews(before, after)]
}

function dialogNews(before: Model, after: Model): readonly string[] {
  const { dialog } = after
  const was = before.dialog
  if (dialog === was) return []
  if (dialog === null) return ['closed']
  if (dialog.kind === 'choosing' && was?.kind === 'choosing') {
    const action = after.profile.actions[dialog.chosen]
    const key = action?.key === undefined ? '' : `, key ${keySign(action.key)}`
    return action === undefined || dialog.chosen === was.chosen ? [] : [spoken(`${action.title}${key}`)]
  }
  return dialog.kind === was?.kind ? [] : dialogLines(dialog, after)
}

function viewNews(before: Model, after: Model, panels: readonly PanelConfig[]): readonly string[] {
  const { view } = after
  const was = before.view
  const focused = panels[view.focus]
  if (view.isHelpOpen !== was.isHelpOpen || view.page !== was.page)
    return view.isHelpOpen || view.page !== null
      ? pageLines(after, panels)
      : ['back at the panels', headlineLine(after)]
  if (focused === undefined) return []
  if (view.focus === was.focus && view.zoom !== null && was.zoom !== null)
    return zoomLines(was.zoom, view.zoom, after)
  if (view.focus === was.focus && view.zoom === was.zoom) return []
  const line = focusLine(after, focused, panels.length, judgePanel(focused, after).level)
  return view.zoom !== null ? [line, ...panelLines(focused, after)] : [line]
}

function pageLines(model: Model, panels: readonly PanelConfig[]): readonly string[] {
  if (model.view.isHelpOpen) return keyLines(model)
  const judged = panels.map((config) => judgePanel(config, model))
  const lines = copyOf(model, judged, 'braille').split('\n')
  return lines.map(spoken).filter((line) => line !== '')
}

const noticeNews = (before: Model, { notice }: Model): readonly string[] =>
  notice === null || notice === before.notice ? [] : [notice.words]
