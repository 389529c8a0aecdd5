/**
 * A request's body as text, or null where it is larger than `limit` bytes, whether its length was stated or not. (Hono's own
 * limit makes a new Request of one without a stated length, which the Node adapter's are not made for.)
 */
export async function readBody(request: Request, limit: number): Promise<string | null> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return null
  if (!request.body) return ''
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body) {
    size += part.byteLength
    if (size > limit) return null
    parts.push(part)
  }
  return Buffer.concat(parts, size).toString('utf8')
}
