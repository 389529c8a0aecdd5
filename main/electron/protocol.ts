import { mediaNameSchema } from '../core/model/article.ts'
import { mediaHeaders, windowHeaders } from '../core/policy.ts'
import { readStatic } from '../http/files.ts'
import { isWindowUrl } from './trust.ts'

export interface WindowFiles {
  /** Absolute path of the built window (`out/renderer`). */
  readonly windowDir: string
  /** Throws where there is no such picture. */
  readonly readMedia: (name: string) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>
}

const nothing = (status: number): Response => new Response(null, { status, headers: windowHeaders })

/** Answers a request to `postil://app/`: the window's own files, and `/media/<name>` from the library. All else is 404. */
export async function serveWindow(request: Request, files: WindowFiles): Promise<Response> {
  if (!isWindowUrl(request.url)) return nothing(404)
  if (request.method !== 'GET' && request.method !== 'HEAD') return nothing(405)
  const { pathname } = new URL(request.url)
  if (pathname.startsWith('/media/')) return serveMedia(pathname.slice('/media/'.length), files.readMedia)

  const file = await readStatic(files.windowDir, pathname === '' ? '/' : pathname)
  if (!file) return nothing(404)
  return new Response(file.bytes, { headers: { ...windowHeaders, 'Content-Type': file.type } })
}

async function serveMedia(name: string, readMedia: WindowFiles['readMedia']): Promise<Response> {
  if (!mediaNameSchema.safeParse(name).success) return nothing(404)
  try {
    const { bytes, mime } = await readMedia(name)
    return new Response(new Uint8Array(bytes), { headers: { ...mediaHeaders, 'Content-Type': mime } })
  } catch {
    return nothing(404)
  }
}
