import type { reader as en } from '../en/reader.ts'
import type { Translation } from '../translation.ts'

export const reader = {} satisfies Translation<typeof en>
