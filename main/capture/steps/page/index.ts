import type { PageStep } from '../types.ts'

export const pageSteps: readonly PageStep[] = []
