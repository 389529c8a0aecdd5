import { z } from 'zod'
import { contentHashSchema } from '../../core/model/article.ts'

export const MANIFEST_FORMAT = 'postil-backup'
export const MANIFEST_VERSION = 1

/** `records`: without texts, pages and pictures. */
export const scopeSchema = z.enum(['all', 'records'])
export type Scope = z.infer<typeof scopeSchema>

/** A file of the archive; `sha256` in lower-case hex of its bytes as they are in the library. */
export const fileSchema = z.object({
  path: z.string().min(1).max(1000),
  bytes: z.number().int().min(0),
  sha256: contentHashSchema,
})
export type FileEntry = z.infer<typeof fileSchema>

/** `manifest.json` of an archive, but for the files, which may be a million. */
const headSchema = z.looseObject({
  format: z.literal(MANIFEST_FORMAT),
  version: z.number().int().min(1),
  createdAt: z.iso.datetime(),
  /** Its format and its id, as `library.json` has them. */
  library: z.looseObject({ format: z.number().int().min(1), id: z.string() }),
  scope: scopeSchema,
})
export type ManifestHead = z.infer<typeof headSchema>

const manifestSchema = z.looseObject({ ...headSchema.shape, files: z.array(z.unknown()) })

/** Lines that are encoded at once. */
const LINES = 500

/** UTF-8, a file a line; piece by piece, since the list of a large library takes a hundred megabytes. */
export function* encodeManifest(head: ManifestHead, files: Iterable<FileEntry>): Generator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(`${JSON.stringify(head, null, 2).slice(0, -2)},\n  "files": [`)
  let lines: string[] = []
  let before = '\n'
  for (const file of files) {
    lines.push(`${before}    ${JSON.stringify(file)}`)
    before = ',\n'
    if (lines.length < LINES) continue
    yield encoder.encode(lines.join(''))
    lines = []
  }
  yield encoder.encode(`${lines.join('')}\n  ]\n}\n`)
}

/** Null where this is no manifest of any version; `files` are still to be looked at one by one. */
export function parseManifest(value: unknown): (ManifestHead & { readonly files: readonly unknown[] }) | null {
  return manifestSchema.safeParse(value).data ?? null
}

/** The version that a manifest says it is of, whatever else is in it; null where it is none. */
export function manifestVersion(value: unknown): number | null {
  const parsed = z.looseObject({ format: headSchema.shape.format, version: headSchema.shape.version }).safeParse(value)
  return parsed.data?.version ?? null
}
