import type { Row } from '../core/row.ts'

/** What stands for a sign where the terminal knows ASCII alone; always one cell for one. */
const ASCII: Readonly<Record<string, string>> = {
  '●': '*',
  '▲': '!',
  '△': '!',
  '✖': 'X',
  '◌': 'o',
  '○': '-',
  '…': '~',
  '−': '-',
  '–': '-',
  '—': '-',
  '·': '.',
  '≥': '>',
  '≤': '<',
  '±': '+',
  '≠': '#',
  '→': '>',
  '↗': '/',
  '↘': '\\',
  '─': '-',
  '┄': '.',
  '┊': '|',
  '│': '|',
  '▕': '[',
  '▏': ']',
  '▌': '>',
  '▸': '>',
  '╭': '+',
  '╮': '+',
  '╰': '+',
  '╯': '+',
  '━': '=',
  '╸': '>',
  '┿': '+',
  '┼': '+',
  '◐': '%',
  '⏎': 'E',
  '⇧': 'S',
  '↑': '^',
  '↓': 'v',
  '←': '<',
  '◆': '@',
  '▴': '^',
  '↺': 'u',
  '×': 'x',
  '┬': '+',
  '°': ' ',
  '\u00a0': ' ',
}

const SIGNS = new RegExp(`[${Object.keys(ASCII).join('')}]`, 'g')

/** The row in ASCII as far as the signs are this program's own; foreign text stays as it is. */
export function asciiRow(row: Row): Row {
  return row.map(({ text, role }) => ({ text: text.replace(SIGNS, (sign) => ASCII[sign] ?? sign), role }))
}
