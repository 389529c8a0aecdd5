import { readFileSync } from 'node:fs'
import { fromBufferPromise } from 'yauzl'
import { type Context, Problems } from '../../../main/library/context.ts'
import { type Files, realFiles } from '../../../main/library/files.ts'
import { MediaUses } from '../../../main/library/media-uses.ts'
import { clock } from '../records.ts'

/** A library's folder as its parts see it, beside or without the library that has it open. */
export function contextOf(root: string, files: Files = realFiles): Context {
  return {
    files,
    root,
    readOnly: false,
    lock: null,
    clock,
    problems: new Problems(),
    mediaUses: new MediaUses(),
    unfinished: new Set(),
    replaced: new Map(),
  }
}

/** Every entry of an archive, by name. */
export async function entriesOf(path: string): Promise<Map<string, Buffer>> {
  const zip = await fromBufferPromise(readFileSync(path))
  const entries = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry)) parts.push(part)
    entries.set(entry.fileName, Buffer.concat(parts))
  }
  return entries
}
