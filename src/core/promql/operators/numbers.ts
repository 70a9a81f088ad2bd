import type { BinaryOp } from '../ast.ts'

type SetOp = 'and' | 'or' | 'unless'

const ARITHMETIC = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': power,
  atan2: Math.atan2,
} as const satisfies Partial<Record<BinaryOp, (a: number, b: number) => number>>

const COMPARISONS = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
} as const satisfies Partial<Record<BinaryOp, (a: number, b: number) => boolean>>

export const isSetOp = (op: BinaryOp): op is SetOp => op === 'and' || op === 'or' || op === 'unless'

type NumberOp = Exclude<BinaryOp, SetOp>

const isArithmetic = (op: BinaryOp): op is keyof typeof ARITHMETIC => Object.hasOwn(ARITHMETIC, op)

/** Whether the operator only chooses which values stay. */
export const isFilter = (op: NumberOp, isBool: boolean): boolean => !isBool && !isArithmetic(op)

/** Whether the result is another thing than its left side, so that the metric's name is no longer true. Prometheus 2.42 forgets `atan2`. */
export const changesValue = (op: NumberOp, isBool: boolean): boolean =>
  isBool || (isArithmetic(op) && op !== 'atan2')

/**
 * What an operator makes of two numbers. A comparison gives the left one, or null where it does not hold;
 * with `bool`, 1 or 0.
 */
export function operatorOf(op: NumberOp, isBool: boolean): (a: number, b: number) => number | null {
  if (isArithmetic(op)) return ARITHMETIC[op]
  const holds = COMPARISONS[op]
  return isBool ? (a, b) => (holds(a, b) ? 1 : 0) : (a, b) => (holds(a, b) ? a : null)
}

/** As IEEE 754 has it, and Go: one to any power is one, and so is minus one to an infinite one. JavaScript says NaN. */
function power(base: number, exponent: number): number {
  const isOne = base === 1 || (base === -1 && Math.abs(exponent) === Number.POSITIVE_INFINITY)
  return isOne ? 1 : base ** exponent
}
