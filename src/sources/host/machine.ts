/** CPU time spent since the machine started, in any one unit. Waiting for I/O counts as idle. */
export type CpuTimes = { readonly busy: number; readonly total: number }

/** Main memory and swap, bytes. `available` is what programs can still get without swapping. */
export type Memory = {
  readonly total: number
  readonly available: number
  readonly swapTotal: number
  readonly swapFree: number
}

/** A mounted file system, bytes. `available` leaves out what is reserved for root, as df does. */
export type DiskUse = { readonly used: number; readonly available: number }

/** How a machine is asked. Methods reject where it does not answer; what asks a disk may hang on a dead file server. */
export type Machine = {
  cpuTimes(): Promise<CpuTimes>
  memory(): Promise<Memory>
  /** Load average over one minute, or null where the system has none. */
  load1(): number | null
  /** Whether a path is a mount point: any other folder would tell of the disk it happens to lie on. */
  isMounted(path: string): Promise<boolean>
  /** The mount points there are, those of devices and servers first. */
  mounts(): Promise<readonly string[]>
  diskUse(mount: string): Promise<DiskUse>
}
