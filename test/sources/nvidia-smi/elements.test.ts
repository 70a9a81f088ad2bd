import { describe, expect, it } from 'vitest'
import { readElements } from '../../../src/sources/nvidia-smi/elements.ts'

const read = (xml: string) => readElements(xml, new Set(['clocks']), 'gpu')

describe('readElements', () => {
  it.each<[what: string, xml: string, elements: ReturnType<typeof read>]>([
    ['text without the blanks around it', '<a> 1 W </a>', { a: '1 W' }],
    ['elements in elements', '<a><b>1</b><c>2</c></a>', { a: { b: '1', c: '2' } }],
    ['text beside elements, which is layout', '<a>\n  <b>1</b>\n</a>', { a: { b: '1' } }],
    ['several of one name', '<a><b>1</b><b>2</b><b>3</b></a>', { a: { b: ['1', '2', '3'] } }],
    ['nothing in it', '<a></a><b/><c />', { a: '', b: '', c: '' }],
    ['attributes', '<a id="00:06.0">1</a>', { a: '1' }],
    ['entities as they stand', '<a>&amp;&x;</a>', { a: '&amp;&x;' }],
    ['a prologue', '<?xml version="1.0" ?>\n<!DOCTYPE a SYSTEM "a.dtd">\n<a>1</a>', { a: '1' }],
    ['comments and raw text, whatever is in them', '<a><!-- <b> -->1<![CDATA[</a>]]></a>', { a: '1' }],
    ['what nobody reads', '<a><clocks><x>1</clocks><b>2</b></a>', { a: { b: '2' } }],
    ['a name that all objects have', '<constructor>1</constructor>', { constructor: '1' }],
    ['nothing at all', '', {}],
  ])('reads %s', (_, xml, elements) => expect(read(xml)).toEqual(elements))

  it.each([
    ['an element that never ends', '<a><b>1</a>', 'it has a hole in the middle'],
    ['an end without a beginning', '<a></b></a>', 'it has a hole in the middle'],
    ['more ends than beginnings', '</a>', 'it has a hole in the middle'],
    ['a document that ends early', '<a><b>1</b>', 'it has a hole in the middle'],
    [
      'an unread part into the next whole one',
      '<clocks><gpu id="1"></clocks>',
      'it has a hole in the middle',
    ],
    ['an unread part that never ends', '<clocks><x>1</x>', 'it has a hole in the middle'],
    ['a reserved name', '<__proto__>1</__proto__>', 'it is not well-formed XML'],
    ['a tag without an end', '<a', 'it is not well-formed XML'],
    ['a comment without an end', '<!-- <a></a>', 'it is not well-formed XML'],
    ['no name', '<>1</>', 'it is not well-formed XML'],
  ])('refuses %s', (_, xml, why) => expect(read(xml)).toBe(why))
})
