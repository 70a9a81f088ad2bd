export const measureBigTick = (): number => 0
