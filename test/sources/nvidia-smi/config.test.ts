import { describe, expect, it } from 'vitest'
import { commandOf } from '../../../src/sources/nvidia-smi/command.ts'
import { nvidiaSmiConfig } from '../../../src/sources/nvidia-smi/config.ts'

const parse = (over: Record<string, unknown>) => nvidiaSmiConfig.safeParse({ kind: 'nvidia-smi', ...over })

describe('nvidiaSmiConfig', () => {
  it('has defaults', () => {
    expect(parse({}).data).toEqual({
      kind: 'nvidia-smi',
      enabled: true,
      interval: 5_000,
      deadline: 4_000,
      command: ['nvidia-smi'],
    })
  })

  it.each(['gpu-box', 'ops@gpu-box.example.org', 'ssh://ops@10.0.0.7:2222', 'ops@[fd00::7]', '10.0.0.7'])(
    'takes the ssh destination %s',
    (ssh) => expect(parse({ ssh }).success).toBe(true),
  )

  it.each([
    '-oProxyCommand=id',
    'ops@-oProxyCommand=id',
    'gpu box',
    'gpu\tbox',
    'gpu\nbox',
    '',
    '$(id)',
    'a;b',
    'a`b`',
  ])('refuses the ssh destination %j', (ssh) => expect(parse({ ssh }).success).toBe(false))

  it.each([
    ['an empty command', { command: [] }],
    ['an empty word', { command: [''] }],
    ['an unknown key', { comand: ['nvidia-smi'] }],
    ['words a remote shell would interpret', { ssh: 'gpu-box', command: ['nvidia-smi', '$(id)'] }],
  ])('refuses %s', (_, over) => expect(parse(over).success).toBe(false))
})

describe('commandOf', () => {
  it('runs the program here', () => {
    const command = ['sudo', '-n', 'nvidia-smi']
    expect(commandOf({ command, ssh: undefined, deadline: 4_000 })).toEqual([...command, '-q', '-x'])
  })

  it.each([
    [4_000, 3],
    [1_000, 1],
    [30_000, 22],
  ])('by ssh connects well within a deadline of %i ms', (deadline, seconds) => {
    expect(commandOf({ command: ['nvidia-smi'], ssh: 'ops@gpu-box', deadline })).toEqual([
      'ssh',
      '-o',
      'BatchMode=yes',
      '-o',
      `ConnectTimeout=${seconds}`,
      'ops@gpu-box',
      'nvidia-smi',
      '-q',
      '-x',
    ])
  })
})
