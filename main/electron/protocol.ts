import { readFile } from 'node:fs/promises'
import { extname, resolve, sep } from 'node:path'
import { mediaNameSchema } from '../core/model/article.ts'
import { mediaHeaders, windowHeaders } from '../core/policy.ts'
import { isWindowUrl } from './trust.ts'

export interface WindowFiles {
  /** Absolute path of the built window (`out/renderer`). */
  readonly windowDir: string
  /** Throws where there is no such picture. */
  readonly readMedia: (name: string) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
}

const nothing = (status: number): Response => new Response(null, { status, headers: windowHeaders })

/**
 * Absolute path of a file of the window, or null for anything outside it. `pathname` is still percent-encoded, as it
 * stands in a URL; a separator or a dot segment that was hidden by encoding leads nowhere.
 */
export function windowFile(windowDir: string, pathname: string): string | null {
  let path: string
  try {
    path = decodeURIComponent(pathname)
  } catch {
    return null
  }
  if (path.includes('\\') || path.includes('\0')) return null
  const parts = path.split('/').filter((part) => part !== '')
  if (parts.some((part) => part === '.' || part === '..' || part.includes(':'))) return null
  const file = resolve(windowDir, ...(parts.length === 0 ? ['index.html'] : parts))
  return file.startsWith(resolve(windowDir) + sep) ? file : null
}

/** Answers a request to `postil://app/`: the window's own files, and `/media/<name>` from the library. All else is 404. */
export async function serveWindow(request: Request, files: WindowFiles): Promise<Response> {
  if (!isWindowUrl(request.url)) return nothing(404)
  if (request.method !== 'GET' && request.method !== 'HEAD') return nothing(405)
  const { pathname } = new URL(request.url)

  const media = pathname.startsWith('/media/') ? mediaNameSchema.safeParse(pathname.slice('/media/'.length)) : null
  if (media) return media.success ? serveMedia(media.data, files.readMedia) : nothing(404)

  const file = windowFile(files.windowDir, pathname)
  const type = file === null ? undefined : types[extname(file)]
  if (file === null || type === undefined) return nothing(404)
  try {
    const bytes = await readFile(file)
    return new Response(new Uint8Array(bytes), { headers: { ...windowHeaders, 'Content-Type': type } })
  } catch {
    return nothing(404)
  }
}

async function serveMedia(name: string, readMedia: WindowFiles['readMedia']): Promise<Response> {
  try {
    const { bytes, mime } = await readMedia(name)
    return new Response(new Uint8Array(bytes), { headers: { ...mediaHeaders, 'Content-Type': mime } })
  } catch {
    return nothing(404)
  }
}
