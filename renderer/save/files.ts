import { MAX_FILE_MB, savableEndings } from '../../main/core/files.ts'

export type FileFault = 'fileType' | 'fileTooLarge'

export function isSavable(name: string): boolean {
  const lower = name.toLowerCase()
  return savableEndings.some((ending) => lower.endsWith(ending) && lower.length > ending.length)
}

export function fileFault(file: Pick<File, 'name' | 'size'>): FileFault | null {
  if (!isSavable(file.name)) return 'fileType'
  return file.size > MAX_FILE_MB * 1024 * 1024 ? 'fileTooLarge' : null
}

/** Bytes as base64, in pieces that `fromCharCode` can take. */
export function toBase64(bytes: Uint8Array): string {
  const piece = 0x8000
  let binary = ''
  for (let at = 0; at < bytes.length; at += piece) {
    binary += String.fromCharCode(...bytes.subarray(at, at + piece))
  }
  return btoa(binary)
}
