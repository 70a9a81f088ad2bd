import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { referencesOf } from '../../src/config/checks/panels.ts'
import { profileJsonSchema } from '../../src/config/jsonSchema.ts'
import { panelConfig } from '../../src/config/schema/panel.ts'
import { isItemOrSchema } from '../../src/config/shape.ts'
import { identifier } from '../../src/schema/fields.ts'

describe('the published schema', () => {
  it('is current; write it anew with: hypercare profile schema > configs/profile.schema.json', async () => {
    const published = await readFile(new URL('../../configs/profile.schema.json', import.meta.url), 'utf8')
    expect(JSON.parse(published)).toEqual(profileJsonSchema())
  })
})

describe('what panels refer to', () => {
  it.each(panelConfig.options.map((option) => [option.shape.kind.value, option] as const))(
    '%s refers to something',
    (_kind, option) => {
      const fields = Object.entries(option.shape).filter(([, schema]) => isItemOrSchema(schema, identifier))
      expect(fields.map(([key]) => key).filter((key) => key !== 'id')).not.toEqual([])
    },
  )

  it('is found under every key', () => {
    const panel = {
      id: 'a',
      kind: 'schedule',
      title: 'A',
      signal: 's',
      progress: 'p',
      from: 1,
      also: ['x', 'y'],
    }
    expect(referencesOf(panel).map(({ name }) => name)).toEqual(['s', 'p', 'x', 'y'])
  })
})
