import { type DropItem, isDirectoryDropItem, isFileDropItem } from 'react-aria-components'
import { type Found, sortFiles } from './files.ts'
import type { Intake } from './piece.ts'

/** What was dropped on a drop zone, folders with everything in them. */
export async function takeDropItems(items: Iterable<DropItem>): Promise<Intake> {
  const found: Found[] = []
  const walk = async (item: DropItem, folder: string): Promise<void> => {
    if (!isFileDropItem(item) && !isDirectoryDropItem(item)) return
    const path = folder === '' ? item.name : `${folder}/${item.name}`
    if (isFileDropItem(item)) found.push({ file: await item.getFile(), path, inFolder: folder !== '' })
    else for await (const child of item.getEntries()) await walk(child, path)
  }
  for (const item of [...items]) await walk(item, '')
  return sortFiles(found)
}
