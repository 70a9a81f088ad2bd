import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const ROOT = fileURLToPath(new URL('..', import.meta.url))

/**
 * Who may import whom. A file belongs to the first layer whose `files` fit its path; within `*` a name has no slash,
 * `**` is anything. Besides the files of `may`, a layer may import `packages` and, of `types`, types alone.
 * Type-only imports count like all others: what a file knows of, it depends on.
 */
const HOUSE: readonly Layer[] = [
  {
    layer: 'core',
    files: 'src/core/**',
    may: ['src/core/**'],
    // Pure packages: no I/O, no clock, nothing of Node.
    packages: [
      '@prometheus-io/lezer-promql',
      '@lezer/*',
      're2js',
      'fastest-levenshtein',
      'get-east-asian-width',
    ],
  },
  {
    layer: 'watch',
    files: 'src/watch/**',
    may: ['src/core/**', 'src/watch/**'],
    // Pure, as the core is.
    packages: [],
  },
  {
    layer: 'schema',
    files: 'src/schema/**',
    may: ['src/core/**', 'src/schema/**'],
    packages: ['zod'],
  },
  {
    layer: 'what sources share',
    files: `src/sources/(http|secret|program|field|query)/**`,
    may: ['src/core/**', 'src/schema/**', `src/sources/(http|secret|program|field|query)/**`],
    packages: ['node:**', 'zod'],
  },
  {
    layer: 'a source',
    files: 'src/sources/*/**',
    may: [
      'src/core/**',
      'src/schema/**',
      `src/sources/(http|secret|program|field|query)/**`,
      'src/sources/{own}/**',
    ],
    packages: ['node:**', 'zod', 'fastest-levenshtein', 'systeminformation'],
  },
  {
    layer: 'what is said of actions',
    files: 'src/actions/*',
    may: ['src/core/**', 'src/schema/**', 'src/actions/*'],
    // A hash is a function like any other.
    packages: ['zod', 'node:crypto'],
  },
  {
    layer: 'what carries an action out',
    files: 'src/actions/*/**',
    may: [
      'src/core/**',
      'src/schema/**',
      'src/sources/(http|secret|program|field)/**',
      // How a value is picked from an answer is the same for reading and for acting.
      'src/sources/health/pick.ts',
      'src/actions/*',
      'src/actions/(program|request)/**',
      'src/actions/{own}/**',
    ],
    packages: ['node:**', 'zod', 'yaml'],
  },
  {
    layer: 'locks',
    files: 'src/lock/**',
    may: ['src/core/**', 'src/lock/**'],
    packages: ['node:**', 'zod'],
  },
  {
    layer: 'the journal',
    files: 'src/journal/**',
    may: ['src/core/**', 'src/actions/*', 'src/lock/**', 'src/journal/**'],
    packages: ['node:**', 'zod'],
  },
  {
    layer: 'the runner',
    files: 'src/runner/**',
    may: ['src/core/**', 'src/actions/*', 'src/lock/**', 'src/journal/**', 'src/runtime/*', 'src/runner/**'],
    packages: ['node:**', 'zod'],
  },
  {
    layer: 'widgets',
    files: 'src/widgets/**',
    may: ['src/core/**', 'src/widgets/**'],
    packages: [],
  },
  {
    layer: 'all kinds of panels together',
    files: 'src/panels/panel.ts',
    may: ['src/core/**', 'src/widgets/**', 'src/panels/kind.ts', 'src/panels/changed.ts', 'src/panels/*/*'],
    packages: ['zod'],
  },
  {
    layer: 'what panels share',
    files: 'src/panels/*',
    may: ['src/core/**', 'src/widgets/**', 'src/schema/**', 'src/panels/(?!panel\\.ts)*'],
    packages: [],
  },
  {
    layer: 'a panel',
    files: 'src/panels/*/**',
    may: [
      'src/core/**',
      'src/watch/**',
      'src/widgets/**',
      'src/schema/**',
      'src/panels/(?!panel\\.ts)*',
      'src/panels/{own}/**',
    ],
    packages: ['zod'],
  },
  {
    layer: 'config',
    files: 'src/config/**',
    may: [
      'src/core/**',
      'src/schema/**',
      'src/config/**',
      'src/sources/*/config.ts',
      'src/panels/*/config.ts',
      'src/actions/*',
      'src/actions/*/config.ts',
    ],
    packages: ['node:**', 'zod', 'yaml', 'fastest-levenshtein'],
  },
  {
    layer: 'report',
    files: 'src/report/**',
    may: ['src/core/**', 'src/watch/**', 'src/panels/**', 'src/widgets/**', 'src/report/**'],
    packages: [],
  },
  {
    layer: 'ui',
    files: 'src/ui/**',
    may: [
      'src/core/**',
      'src/watch/**',
      'src/panels/**',
      'src/widgets/**',
      'src/ui/**',
      // The build puts a file of ours in the place of this package, which then reaches it by its path.
      'node_modules/yoga-layout/dist/src/load.js',
    ],
    types: ['src/runtime/store.ts'],
    packages: [
      'node:**',
      'react',
      'ink',
      'zod',
      'yaml',
      'chalk',
      'cli-boxes',
      'cli-truncate',
      'wrap-ansi',
      'strip-ansi',
      '@alcalzone/*',
    ],
  },
  {
    layer: "the program's own metrics",
    files: 'src/runtime/metrics/**',
    may: ['src/core/**', 'src/runtime/**'],
    packages: ['node:**', 'prom-client'],
  },
  {
    layer: 'runtime',
    files: 'src/runtime/*',
    may: ['src/core/**', 'src/runtime/*'],
    packages: ['node:**'],
  },
  {
    layer: 'demo',
    files: 'src/demo/**',
    may: ['src/demo/**'],
    types: ['src/core/**'],
    packages: ['node:**', 'zod', 'prom-client'],
  },
  // The composition root; nothing else names it, so nothing imports it.
  { layer: 'cli', files: 'src/cli/**', may: ['src/**', 'package.json'], packages: ['**'] },
]

type Layer = {
  readonly layer: string
  readonly files: string
  readonly may: readonly string[]
  readonly types?: readonly string[]
  readonly packages: readonly string[]
}

type Import = { readonly specifier: string; readonly isTypeOnly: boolean }
type Sources = ReadonlyMap<string, string>

const SOURCES: Sources = new Map(
  readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .sort()
    .map((path) => {
      const name = posix.join('src', ...path.split(/[\\/]/))
      return [name, readFileSync(join(ROOT, name), 'utf8')]
    }),
)

/** A pattern as a regular expression; `{own}` is the folder of the file that imports. */
function fits(pattern: string, path: string, own = ''): boolean {
  const expression = pattern
    .replace('{own}', own)
    .replaceAll('.ts', '\\.ts')
    .replaceAll('\\\\.', '\\.')
    .replaceAll('**', '\0')
    .replaceAll('*', '[^/]*')
    .replaceAll('\0', '.*')
  return new RegExp(`^${expression}$`).test(path)
}

function importsOf(text: string): Import[] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, '')
  const statements = code.matchAll(
    /^(?:import|export)\s+(type\s)?(?:[\w*{][^'"]*?\sfrom\s+)?['"]([^'"]+)['"]/gm,
  )
  const dynamic = code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g)
  return [
    ...Array.from(statements, ([, type, specifier = '']) => ({ specifier, isTypeOnly: type !== undefined })),
    ...Array.from(dynamic, ([, specifier = '']) => ({ specifier, isTypeOnly: false })),
  ]
}

const isOwn = (specifier: string): boolean => specifier.startsWith('.')
const resolve = (file: string, specifier: string): string => posix.join(posix.dirname(file), specifier)

/** What a file imports against the rules, in words. */
function trespasses(file: string, text: string): string[] {
  const layer = HOUSE.find(({ files }) => fits(files, file))
  if (layer === undefined) return [`${file} belongs to no layer`]
  const own = file.split('/')[2] ?? ''
  return importsOf(text).flatMap(({ specifier, isTypeOnly }) => {
    const allowed = isOwn(specifier) ? layer.may : layer.packages
    const target = isOwn(specifier) ? resolve(file, specifier) : specifier
    const types = isTypeOnly && isOwn(specifier) ? (layer.types ?? []) : []
    if ([...allowed, ...types].some((pattern) => fits(pattern, target, own))) return []
    return [`${file} (${layer.layer}) must not import ${target}`]
  })
}

/** Rings of files that import one another, each told once. */
function cycles(sources: Sources): string[] {
  const found: string[] = []
  const done = new Set<string>()
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file)
    if (start !== -1) found.push([...path.slice(start), file].join(' → '))
    if (start !== -1 || done.has(file)) return
    for (const { specifier } of importsOf(sources.get(file) ?? ''))
      if (isOwn(specifier)) visit(resolve(file, specifier), [...path, file])
    done.add(file)
  }
  for (const file of sources.keys()) visit(file, [])
  return found
}

/** Where the program begins, and what its build puts in the place of a part of a package. */
const ENTRIES = /^src\/(cli\/main|ui\/terminal\/inkEnd|ui\/terminal\/inkError)\.ts$/

/** Files that no other one imports. */
function unread(sources: Sources): string[] {
  const read = new Set(
    [...sources].flatMap(([file, text]) => importsOf(text).map(({ specifier }) => resolve(file, specifier))),
  )
  return [...sources.keys()].filter((file) => !read.has(file) && !ENTRIES.test(file))
}

/** The code alone: comments gone, strings empty. */
function bare(text: string): string {
  return text.replaceAll(
    /\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`/g,
    (piece) => (piece.startsWith('/') ? ' '.repeat(piece.length) : "''"),
  )
}

/** What no file of the program may hold. */
const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['console: it writes past the screen', /\bconsole\s*[.[(]/],
  ['any: it switches the types off', /(?:[:<|&,=(]|\b(?:as|is|extends|keyof))\s*any\b(?!\s*[:=.(])/],
  ['a computed import: the rules above can not see it', /\bimport\((?!\s*'')/],
  ['require()', /\brequire\(/],
  ['{ z }: it brings all languages of zod into the bundle; import * as z', /\bimport \{ z \} from/],
]

const NAMES = /^(utils?|helpers?|managers?|common|misc)$/i
const LONGEST = 300

const offences = (text: string): string[] =>
  FORBIDDEN.flatMap(([what, pattern]) => (pattern.test(bare(text)) ? [what] : []))

describe('the house', () => {
  it('has files to check', () => expect(SOURCES.size).toBeGreaterThan(50))

  it('has no file that nobody reads', () => expect(unread(SOURCES)).toEqual([]))

  it('keeps to who may import whom', () => {
    expect([...SOURCES].flatMap(([file, text]) => trespasses(file, text))).toEqual([])
  })

  it('imports only files that are there', () => {
    const missing = [...SOURCES].flatMap(([file, text]) =>
      importsOf(text)
        .filter(({ specifier }) => isOwn(specifier) && /\.tsx?$/.test(specifier))
        .filter(({ specifier }) => !SOURCES.has(resolve(file, specifier)))
        .map(({ specifier }) => `${file} → ${specifier}`),
    )
    expect(missing).toEqual([])
  })

  it('has no rings of imports', () => {
    expect(cycles(SOURCES)).toEqual([])
  })

  it('has no file over 300 lines', () => {
    const long = [...SOURCES].filter(([, text]) => text.split('\n').length - 1 > LONGEST)
    expect(long.map(([file]) => file)).toEqual([])
  })

  it('has no file or folder for odds and ends', () => {
    const odd = [...SOURCES.keys()].filter((file) =>
      file.split('/').some((part) => NAMES.test(part.replace(/\.tsx?$/, ''))),
    )
    expect(odd).toEqual([])
  })

  it.each(FORBIDDEN)('has no %s', (_, pattern) => {
    const offenders = [...SOURCES].filter(([, text]) => pattern.test(bare(text)))
    expect(offenders.map(([file]) => file)).toEqual([])
  })

  it("47: writes to no stream past the painter, by none of Ink's ways to do so", () => {
    const past = /\bconsole\b|\buse(Stdout|Stderr)\b|\bborderText\b|<Transform\b/
    const offenders = [...SOURCES].filter(
      ([file, text]) => file.startsWith('src/ui/') && past.test(bare(text)),
    )
    expect(offenders.map(([file]) => file)).toEqual([])
  })

  it('reads nothing of the clock or of chance in its core and its watch, nor in what is said of actions', () => {
    const impure = [...SOURCES].filter(
      ([file, text]) =>
        /^src\/(core\/|actions\/[^/]+$)/.test(file) &&
        /\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\bperformance\.|\bprocess\.|\bset(Timeout|Interval)\b/.test(
          bare(text),
        ),
    )
    expect(impure.map(([file]) => file)).toEqual([])
  })
})

describe('ARCHITECTURE.md', () => {
  const map = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8')
  const paths = [...map.matchAll(/`((?:src|test|bin|configs|themes)\/[^`]*)`/g)].map(([, path = '']) => path)

  it('names only files and folders that are there', () => {
    const isThere = (path: string): boolean =>
      path.includes('<') || path.includes('*') || existsSync(join(ROOT, path))
    expect(paths.filter((path) => !isThere(path))).toEqual([])
  })

  it('has every folder in its table', () => {
    const folders = new Set([...SOURCES.keys()].map((file) => `${posix.dirname(file)}/`))
    const rooms = new Set(
      map
        .split('\n')
        .flatMap((line) => (line.startsWith('| `') ? [line.split('|')[1] ?? ''] : []))
        .join(' ')
        .match(/src\/[^`]*/g),
    )
    const missing = [...folders].filter(
      (folder) => !rooms.has(folder) && !/^src\/panels\/[^/]+\/$/.test(folder),
    )
    expect(missing).toEqual([])
  })
})

describe('the check itself sees', () => {
  it.each<[file: string, code: string, isAllowed: boolean]>([
    ['src/core/made-up.ts', "import { x } from './time.ts'", true],
    ['src/core/made-up.ts', "import { readFile } from 'node:fs'", false],
    ['src/core/made-up.ts', "import type { FC } from 'react'", false],
    ['src/core/made-up.ts', "import {\n  a,\n  b,\n} from '../ui/App.tsx'", false],
    ['src/core/made-up.ts', "const m = await import('ink')", false],
    ['src/core/made-up.ts', "export * from '../runtime/loop.ts'", false],
    ['src/core/made-up.ts', "import 'yaml'", false],
    ['src/core/made-up.ts', "/* import 'yaml' */", true],
    ['src/core/made-up.ts', "type T = import('../cli/main.ts').T", false],
    ['src/watch/made-up.ts', "import { x } from '../core/time.ts'", true],
    ['src/watch/made-up.ts', "import { x } from '../panels/item.ts'", false],
    ['src/core/made-up.ts', "import { x } from '../watch/gates.ts'", false],
    ['src/sources/health/made-up.ts', "import { poll } from '../prometheus/poll.ts'", false],
    ['src/sources/health/made-up.ts', "import { client } from '../http/client.ts'", true],
    ['src/sources/http/made-up.ts', "import { poll } from '../prometheus/poll.ts'", false],
    ['src/panels/gpu/made-up.ts', "import { judge } from '../host/judge.ts'", false],
    ['src/panels/gpu/made-up.ts', "import { panels } from '../panel.ts'", false],
    ['src/panels/gpu/made-up.ts', "import type { PanelKind } from '../kind.ts'", true],
    ['src/config/made-up.ts', "import { c } from '../sources/health/config.ts'", true],
    ['src/config/made-up.ts', "import { c } from '../sources/health/source.ts'", false],
    ['src/ui/made-up.tsx', "import type { Store } from '../runtime/store.ts'", true],
    ['src/ui/made-up.tsx', "import { createStore } from '../runtime/store.ts'", false],
    ['src/ui/made-up.tsx', "import { main } from '../cli/main.ts'", false],
    ['src/demo/made-up.ts', "import type { Value } from '../core/sample.ts'", true],
    ['src/demo/made-up.ts', "import { formatValue } from '../core/units.ts'", false],
    ['src/actions/made-up.ts', "import { act } from './request/executor.ts'", false],
    ['src/actions/made-up.ts', "import { readFile } from 'node:fs'", false],
    ['src/actions/compose/made-up.ts', "import { x } from '../kubectl/executor.ts'", false],
    ['src/actions/compose/made-up.ts', "import { poll } from '../../sources/prometheus/poll.ts'", false],
    ['src/runner/made-up.ts', "import { x } from '../actions/request/executor.ts'", false],
    ['src/ui/made-up.ts', "import { act } from '../runner/act.ts'", false],
    ['src/runtime/made-up.ts', "import { Counter } from 'prom-client'", false],
    ['src/elsewhere/made-up.ts', '', false],
  ])('%s: %j', (file, code, isAllowed) => expect(trespasses(file, code)).toHaveLength(isAllowed ? 0 : 1))

  it('a ring', () => {
    const ring = new Map([
      ['src/a.ts', "import './b.ts'"],
      ['src/b.ts', "import type { C } from './c.ts'"],
      ['src/c.ts', "import './a.ts'\nimport './d.ts'"],
      ['src/d.ts', ''],
    ])
    expect(cycles(ring)).toEqual(['src/a.ts → src/b.ts → src/c.ts → src/a.ts'])
  })

  it.each<[code: string, offences: number]>([
    ["console.log('x')", 1],
    ['const f = (x: any) => x', 1],
    ['x as any', 1],
    ['const all: Map<string, any> = new Map()', 1],
    ['let list: any[]', 1],
    ['Promise.any(all)', 0],
    ['AbortSignal.any([a, b])', 0],
    ["// console.log, any\nconst text = 'any: any'", 0],
    ['const lazy = await import(name)', 1],
    ["const lazy = await import('yaml')", 0],
    ["import { z } from 'zod'", 1],
    ["import type { z } from 'zod'\nimport * as y from 'zod'", 0],
  ])('%s', (code, count) => expect(offences(code)).toHaveLength(count))
})
