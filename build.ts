import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin, transform } from 'esbuild'

/** Makes `dist/hypercare.js`: the whole program as one script, for `bin/load.js` to run. */

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** What stands in the place of a package, in the bundle alone; each file says why. */
const STAND_INS: Readonly<Record<string, string>> = {
  'string-width': here('src/ui/paint/stringWidth.ts'),
  'yoga-layout': here('src/ui/yoga.ts'),
  'signal-exit': here('src/ui/terminal/inkEnd.ts'),
  './ErrorOverview.js': here('src/ui/terminal/inkError.ts'),
}

const standIns: Plugin = {
  name: 'stand-ins',
  setup: ({ onResolve }) =>
    onResolve({ filter: new RegExp(`^(${Object.keys(STAND_INS).join('|')})$`) }, ({ path }) => ({
      path: STAND_INS[path] ?? path,
    })),
}

const DEFINITIONS = { 'process.env.NODE_ENV': '"production"', 'process.env.DEV': '""' }

/**
 * Ink's way to React's developer tools awaits at the top of a module, which a script can't. It is closed by a definition,
 * which holds for the global `process` alone, not for one that is imported.
 */
const withoutDevtools: Plugin = {
  name: 'without-devtools',
  setup: ({ onLoad }) =>
    onLoad({ filter: /\/ink\/build\/reconciler\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8')
      const { code } = await transform(text.replace("import process from 'node:process';", ''), {
        define: DEFINITIONS,
        minifySyntax: true,
      })
      return { contents: code }
    }),
}

/**
 * Packages make a segmenter when they are loaded, of which the first takes 9 ms; here each is made for the first text that it
 * cuts.
 */
const withoutSegmenters: Plugin = {
  name: 'without-segmenters',
  setup: ({ onLoad }) =>
    onLoad(
      { filter: /\/node_modules\/(ink|wrap-ansi|slice-ansi|@alcalzone\/ansi-tokenize)\/.*\.js$/ },
      async ({ path }) => {
        const text = await readFile(path, 'utf8')
        const segmenter = /^const (\w+) = new Intl\.Segmenter\((.*)\);$/m
        return {
          contents: text.replace(
            segmenter,
            'let $1Made; const $1 = { segment: (text) => ($1Made ??= new Intl.Segmenter($2)).segment(text) };',
          ),
        }
      },
    ),
}

/** Stands for the hash of the program until there is one. */
const UNHASHED = 'the hash of the program'

const { outputFiles } = await build({
  entryPoints: [here('src/cli/main.ts')],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22.19',
  minify: true,
  write: false,
  plugins: [standIns, withoutDevtools, withoutSegmenters],
  define: { ...DEFINITIONS, 'import.meta.url': 'programUrl', PROGRAM: JSON.stringify(UNHASHED) },
  supported: { 'dynamic-import': false },
  banner: { js: '(function (require, programUrl) {' },
  footer: { js: '})' },
})
// Read as Latin-1 it takes half the memory. esbuild writes texts in ASCII but leaves regular expressions as they are, where
// an escape means the same.
const script = (outputFiles[0]?.text ?? '').replaceAll(
  /[^\0-\x7f]/g,
  (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
)
await mkdir(here('dist'), { recursive: true })
const hash = createHash('sha256').update(script).digest('hex')
await writeFile(here('dist/hypercare.js'), script.replace(UNHASHED, hash))
