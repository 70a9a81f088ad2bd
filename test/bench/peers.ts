import { accessSync, constants, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { selectedLine } from './mark.ts'
import type { Subject } from './subject.ts'

export const PEERS = ['btop', 'htop', 'lazydocker'] as const
export type Peer = (typeof PEERS)[number]

/** Down and up; htop asks its terminal for the keys of applications. */
const KEYS = {
  btop: ['\x1b[B', '\x1b[A'],
  htop: ['\x1bOB', '\x1bOA'],
  lazydocker: ['\x1b[B', '\x1b[A'],
} as const

export const isInstalled = (name: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => isExecutable(join(folder, name)))

/** A program to compare with, told to refresh every second, without the settings of whoever runs this. */
export function openPeer(name: Peer): { subject: Subject; dispose: () => void } {
  const folder = mkdtempSync(join(tmpdir(), `hypercare-bench-${name}-`))
  mkdirSync(join(folder, 'btop'))
  mkdirSync(join(folder, 'lazydocker'))
  writeFileSync(join(folder, 'btop/btop.conf'), 'update_ms = 1000\n')
  writeFileSync(join(folder, 'lazydocker/config.yml'), '')
  const args = { btop: ['--utf-force'], htop: ['-d', '10'], lazydocker: [] }[name]
  const command = { file: name, args, env: { XDG_CONFIG_HOME: folder, HTOPRC: join(folder, 'htoprc') } }
  return {
    subject: { name, command, firstData: null, keys: KEYS[name], settles: false, mark: selectedLine },
    dispose: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    // Not in this folder.
    return false
  }
}
