import * as z from 'zod'

/** A namespace of a cluster that actions may change. */
export const kubectlControl = z.strictObject({
  kind: z.literal('kubectl'),
  program: z.array(z.string().min(1)).min(1).default(['kubectl']),
  namespace: z.string().min(1),
  context: z.string().min(1).optional().describe('The current one where absent'),
  kubeconfig: z.string().min(1).optional().describe('As kubectl finds it where absent'),
})
export type KubectlControl = z.output<typeof kubectlControl>
