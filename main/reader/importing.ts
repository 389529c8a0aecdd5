import { PostilError } from '../core/result.ts'
import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'

type Importing = Pick<UseCases, 'importFile'>

export function importingCases(_context: Context): Importing {
  return {
    importFile: ({ name }) => {
      throw new PostilError('importFormatUnknown', { name, formats: '' })
    },
  }
}
