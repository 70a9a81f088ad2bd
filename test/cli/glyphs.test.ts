import { expect, it } from 'vitest'
import { glyphsFor } from '../../src/cli/glyphs.ts'

it.each([
  [{}, 'braille'],
  [{ LANG: 'de_DE.UTF-8' }, 'braille'],
  [{ LANG: 'en_US.utf8' }, 'braille'],
  [{ LANG: 'C.UTF-8', LC_ALL: '' }, 'braille'],
  [{ LANG: 'C' }, 'ascii'],
  [{ LANG: 'POSIX' }, 'ascii'],
  [{ LANG: 'ko_KR.eucKR' }, 'ascii'],
  [{ LANG: 'de_DE.UTF-8', LC_ALL: 'C' }, 'ascii'],
  [{ LANG: 'de_DE.UTF-8', TERM: 'linux' }, 'console'],
  [{ LANG: 'C', TERM: 'linux' }, 'ascii'],
])('%j draws with %s', (env, glyphs) => expect(glyphsFor(env)).toBe(glyphs))

it('what was chosen is drawn on any terminal', () => expect(glyphsFor({ LANG: 'C' }, 'block')).toBe('block'))
