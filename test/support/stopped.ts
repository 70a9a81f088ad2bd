import { readFileSync } from 'node:fs'

/** Whether the process is stopped, as by Ctrl-Z. To be told to go on before that would come to nothing. */
export const isStopped = (pid: number): boolean => /\) T /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
