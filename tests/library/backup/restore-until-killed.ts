/** Restores a backup, or merges another library's folder, into a library, and says when it begins; to be killed. */
import { writeSync } from 'node:fs'
import { openLibrary } from '../../../main/library/index.ts'
import { clock, ids } from '../records.ts'

const [, , path = '', from = ''] = process.argv
const library = await openLibrary({ path, clock, ids })
writeSync(1, 'begun\n')
await (from.endsWith('.zip') ? library.restoreBackup(from) : library.merge(from))
writeSync(1, 'done\n')
await library.close()
