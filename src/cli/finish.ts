/** Sets the exit code once the command is through; a pipe may still be draining. */
export async function finish(command: Promise<number>): Promise<void> {
  process.exitCode = await command
}
