const living = new Set<number>()

/** Remembers a process that must not outlive the benchmark, however that ends. */
export function livesUntilEnded(pid: number): void {
  living.add(pid)
}

export function hasEnded(pid: number): void {
  living.delete(pid)
}

/** Kills what still lives when the benchmark ends, by an error or a signal too. */
export function killTheRestAtExit(): void {
  process.on('exit', () => {
    for (const pid of living) kill(pid, 'SIGKILL')
  })
  process.on('SIGINT', () => process.exit(130))
  process.on('SIGTERM', () => process.exit(143))
  process.on('SIGHUP', () => process.exit(129))
}

/** Sends a signal to one process; one that has ended already is no error. */
export function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}
