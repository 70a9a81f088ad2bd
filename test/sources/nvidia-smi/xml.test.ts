import { describe, expect, it } from 'vitest'
import { readXml, TEXT } from '../../../src/sources/nvidia-smi/xml.ts'

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
