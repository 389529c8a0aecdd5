import { readFile } from 'node:fs/promises'
import { extname, join, sep } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
}

export interface StaticFile {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: string
  /** Its name holds a hash of what it holds. */
  readonly immutable: boolean
}

/** A file of the built window by the path of a request; null where there is none, or where the path leaves the folder. */
export async function readStatic(folder: string, pathname: string): Promise<StaticFile | null> {
  let name: string
  try {
    name = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (name === '/') name = '/index.html'
  const type = types[extname(name)]
  const file = join(folder, name)
  if (type === undefined || /[\0\\]/.test(name) || !file.startsWith(join(folder, sep))) return null
  try {
    return { bytes: new Uint8Array(await readFile(file)), type, immutable: name.startsWith('/assets/') }
  } catch {
    return null
  }
}
