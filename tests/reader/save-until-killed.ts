/** Saves a page whose pictures do not come, and says the article's id as soon as its text is stored, until it is killed. */
import { writeSync } from 'node:fs'
import { openPostil } from '../../main/postil.ts'

const [libraryPath = '', url = ''] = process.argv.slice(2)
const { reader } = await openPostil({ libraryPath, patience: 0 })
reader.on('libraryChanged', ({ ids }) => writeSync(1, `${ids?.[0] ?? ''}\n`))
await reader.saveUrl({ url, typed: true })
