/** Exit codes, as the help and the README list them. Signals end the program with 128 + their number. */
export const EXIT = {
  ok: 0,
  /** The profile has mistakes, or the doctor found something wrong. */
  found: 1,
  /** The command line can't be understood. */
  usage: 2,
  /** A screen was asked for, but there is no terminal. */
  noTerminal: 3,
  /** Nothing was done: a guard, another operator, a changed world, or the person said no. */
  refused: 10,
  /** It was tried and certainly had no effect. */
  failed: 11,
  /** It was done and did not help, or was taken back. */
  notEffective: 12,
  /** Nobody knows whether it was done, or it was done in part. */
  unknown: 13,
  /** It was done, and its evidence did not come. */
  inconclusive: 14,
  /** Something the command needs is missing or busy: a program, a port, a file. */
  unavailable: 69,
  /** A defect of hypercare. */
  crash: 70,
  /** Nobody reads the output any more: what a program ended by SIGPIPE returns. */
  noReader: 141,
} as const

/**
 * Exit codes of `hypercare check`, whose 0, 1 and 2 are what the gate says. A command line or a profile that can't be
 * understood must not look like any of them, so it is sysexits' EX_USAGE; all other codes are those of every command.
 */
export const CHECK_EXIT = { passed: 0, failed: 1, unknown: 2, unusable: 64 } as const

/**
 * Exit codes of `hypercare status`: those of monitoring plug-ins, so that one can ask it. What can't be seen is unknown
 * to them too.
 */
export const STATUS_EXIT = { ok: 0, warn: 1, crit: 2, stale: 3, unknown: 3, unusable: 64 } as const
