/** What the file chooser offers. */
export const accepted = ['.html', '.htm', '.xhtml', '.txt', '.text', '.md', '.markdown'] as const

/** Megabytes; as much as a fetched page may have. */
export const fileLimit = 25

export type FileFault = 'fileType' | 'fileTooLarge'

export function fileFault(file: Pick<File, 'name' | 'size'>): FileFault | null {
  const name = file.name.toLowerCase()
  if (!accepted.some((extension) => name.endsWith(extension))) return 'fileType'
  return file.size > fileLimit * 1024 * 1024 ? 'fileTooLarge' : null
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
