import { deepStrictEqual } from 'node:assert/strict'
import { mediaNames } from '../../../main/core/document/parse.ts'
import type { Files } from '../../../main/library/files.ts'
import { realFiles } from '../../../main/library/files.ts'
import { articleIds } from '../../../main/library/stamps.ts'
import type { Library } from '../../../main/library/types.ts'
import { sha } from '../records.ts'

/** All that a library holds: an article's records, texts, pages and pictures in one string, by id; and the settings. */
export type Picture = Readonly<Record<string, string>>

export async function pictureOf(library: Library): Promise<Picture> {
  const picture: Record<string, string> = { settings: JSON.stringify(await library.readSettings()) }
  for (const id of await articleIds({ files: realFiles, root: library.path })) {
    const article = await library.readArticle(id)
    // Damaged ones are set aside by the first look, and told of.
    const highlights = await library.readHighlights(id).catch(() => library.readHighlights(id))
    const held: unknown[] = [article, highlights]
    for (const { hash, original } of article.versions) {
      const document = await library.readDocument(id, hash)
      held.push(document)
      if (original) held.push(sha(await library.readOriginal(id, original)))
      for (const name of mediaNames(document)) held.push([name, sha(await library.readMedia(name))])
    }
    picture[id] = JSON.stringify(held)
  }
  return picture
}

/** Each article and the settings as they were before what was under way, or as they are after it. */
export function assertEither(seen: Picture, before: Picture, after: Picture): void {
  for (const key of new Set([...Object.keys(seen), ...Object.keys(before), ...Object.keys(after)])) {
    const found = [before[key], after[key]].includes(seen[key])
    if (!found) deepStrictEqual(seen[key], after[key], key)
  }
}

/** The real file system, in no hurry to have anything on the disk: no power is going to be cut while it is used. */
export const hastyFiles: Files = {
  ...realFiles,
  async open(path, flags, mode) {
    const handle = await realFiles.open(path, flags, mode)
    handle.sync = async () => {}
    return handle
  },
}
