import { spawn } from 'node:child_process'

/** Knows whose the terminal is, and lives on for a moment when this process does not. */
export type Guard = { readonly tell: (whose: 'ours' | 'theirs') => void }

/**
 * Remembers the last word. When the program is gone, however it went, and the terminal was still ours, it is given back:
 * what raw mode had taken, and what was asked of the screen. A shell takes the terminal for itself at that moment, and a
 * process in the background may only set its modes where it ignores TTOU.
 */
const SCRIPT = `trap '' HUP INT QUIT TERM TSTP TTIN TTOU
whose=theirs
while read -r word; do whose=$word; done
[ "$whose" = ours ] || exit
{ stty icanon echo isig iexten icrnl </dev/tty; printf %s "$1" >/dev/tty; } 2>/dev/null`

/** Starts what gives the terminal back after SIGKILL or an abort, when nothing of this program runs any more. */
export function openGuard(leave: string): Guard {
  const child = spawn('/bin/sh', ['-c', SCRIPT, 'sh', leave], { stdio: ['pipe', 'ignore', 'ignore'] })
  // Without a shell the screen is as good as with one; only a killed program leaves a mess then.
  child.on('error', () => undefined)
  child.stdin.on('error', () => undefined)
  child.unref()
  return { tell: (whose) => child.stdin.write(`${whose}\n`) }
}
