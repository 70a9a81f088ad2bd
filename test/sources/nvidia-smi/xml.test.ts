import { XMLParser } from 'fast-xml-parser'
import { describe, expect, it } from 'vitest'
import { READ } from '../../../src/sources/nvidia-smi/log.ts'
import { readXml, type Shape, TEXT } from '../../../src/sources/nvidia-smi/xml.ts'
import { IDLE, LARGE, LOADED, MIG, withGpus } from './sample.ts'

const SHAPE = { a: TEXT, group: { b: TEXT }, any: { '*': TEXT } }

describe('reading XML', () => {
  it.each([
    ['texts, trimmed', '<x><a> 1 % </a></x>', { a: '1 %' }],
    ['attributes are passed over', '<x id="1"><a b="c">1</a></x>', { a: '1' }],
    ['what is not in the shape too, with all that is in it', '<x><c><a>1</a></c><a>2</a></x>', { a: '2' }],
    ['what is empty', '<x><a/><group></group></x>', { a: '', group: '' }],
    ['an element that stands there several times', '<x><a>1</a><a>2</a><a>3</a></x>', { a: ['1', '2', '3'] }],
    ['elements of any name', '<x><any><p>1</p><q>2</q></any></x>', { any: { p: '1', q: '2' } }],
    ['elements where a text should be', '<x><a><b>1</b></a></x>', { a: {} }],
    ['text alone', '<x> hello </x>', 'hello'],
    ['an element that is not closed', '<x><group><b>1</group></x>', null],
    ['one that is closed in the wrong place', '<x><group><b>1</b></x></group>', null],
    ['one that is passed over and not closed', '<x><c><a>1</a></x>', null],
    ['a tag that never ends', '<x><a', null],
    ['an end that never comes', '<x><a>1</a>', null],
  ])('%s', (_, xml, read) => {
    const content = readXml(xml, SHAPE)
    if (read === null) expect(content).toBeNull()
    else expect(content).toEqual(read)
  })
})

/** Of a tree what a shape has. */
function within(tree: unknown, shape: Shape): unknown {
  if (Array.isArray(tree)) return tree.map((each) => within(each, shape))
  if (typeof tree !== 'object' || tree === null) return tree
  const entries = Object.entries(tree).flatMap(([name, inside]) => {
    const own = shape[name] ?? shape['*']
    return own === undefined ? [] : [[name, within(inside, own)] as const]
  })
  return Object.fromEntries(entries)
}

describe('what nvidia-smi prints', () => {
  const parser = new XMLParser({ parseTagValue: false, ignoreAttributes: true })

  it.each([
    ['an idle H100', IDLE],
    ['an H100 under load', LOADED],
    ['an H200 under load', LARGE],
    ['parts of a GPU', MIG],
    ['eight GPUs', withGpus(LOADED, 8)],
  ])('is read as a whole parser of XML reads it: %s', (_, xml) => {
    const body = xml.slice(xml.indexOf('<nvidia_smi_log>')).trim()
    const whole: unknown = parser.parse(body).nvidia_smi_log
    expect(within(whole, READ)).toMatchObject({ gpu: {} })
    expect(readXml(body, READ)).toEqual(within(whole, READ))
  })
})
