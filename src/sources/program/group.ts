/** Kills a program that leads a process group, and everything in that group. */
export function killGroup(leader: number | undefined): void {
  if (leader === undefined) return
  try {
    process.kill(-leader, 'SIGKILL')
  } catch {
    // ESRCH: nothing is left of the group. EPERM: what is left runs as somebody else (sudo), and is not ours to kill.
  }
}
