import type { Model } from '../../core/model.ts'
import { formatExactly } from '../../core/time.ts'
import type { Zoom } from '../../core/zoom.ts'
import { plainText } from '../../widgets/fit.ts'
import { lookAt } from '../screen/zoom/look.ts'
import { momentRow } from '../screen/zoom/moment.ts'
import { instanceLine } from './panel.ts'
import { spoken } from './spoken.ts'

/** Of all that is said of a moment nothing is left out. */
const WIDTH = 200

/** What a key of the zoom has changed: another series, a longer time, the value at another moment. */
export function zoomLines(was: Zoom, now: Zoom, model: Model): readonly string[] {
  const look = lookAt(model)
  return [
    ...(now.series === was.series
      ? []
      : [
          look === null
            ? 'all series'
            : instanceLine(look.shown.instance, look.shown.config.title, model.now),
        ]),
    ...(now.spanMs === was.spanMs ? [] : [spoken(`over ${formatExactly(now.spanMs)}`)]),
    ...(look === null || now.cursor === null || now.cursor === was.cursor
      ? []
      : [spoken(plainText(momentRow(look, now.cursor, model, WIDTH)))]),
  ]
}
