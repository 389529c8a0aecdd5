import { strToU8, zipSync } from 'fflate'
import type { ExportedFile } from '../../main/core/contract.ts'

/** A file to hand to the browser's downloads. */
export interface Download {
  readonly name: string
  readonly type: string
  readonly data: Uint8Array<ArrayBuffer>
}

/** `name` again and again gets ` 2`, ` 3` … before its extension, without regard to case: no disk loses one. */
export function distinctNames(files: readonly ExportedFile[]): readonly ExportedFile[] {
  const taken = new Set<string>()
  return files.map((file) => {
    const dot = file.name.lastIndexOf('.')
    const stem = dot > 0 ? file.name.slice(0, dot) : file.name
    const extension = dot > 0 ? file.name.slice(dot) : ''
    let name = file.name
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${stem} ${count}${extension}`
    taken.add(name.toLowerCase())
    return { ...file, name }
  })
}

/** One file as it is; several as a .zip called `archive`. */
export function bundle(files: readonly ExportedFile[], archive: string): Download {
  const [only] = files
  if (only && files.length === 1) {
    const type = only.name.endsWith('.json') ? 'application/json' : 'text/markdown;charset=utf-8'
    return { name: only.name, type, data: new Uint8Array(strToU8(only.text)) }
  }
  const entries = Object.fromEntries(distinctNames(files).map(({ name, text }) => [name, strToU8(text)]))
  return { name: `${archive}.zip`, type: 'application/zip', data: new Uint8Array(zipSync(entries)) }
}
