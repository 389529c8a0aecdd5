import { PostilError } from '../core/result.ts'
import { postil } from './postil.ts'
import type { Importer } from './types.ts'

/** In the order in which they are tried. */
export const importFormats = ['postil'] as const
export type ImportFormat = (typeof importFormats)[number]

export const importers: Readonly<Record<ImportFormat, Importer>> = { postil }

/** The format of a file: the one that was named (`from`), else what it looks like. Throws `importFormatUnknown`. */
export function detectFormat(name: string, bytes: Uint8Array, from?: string): ImportFormat {
  const found =
    from === undefined
      ? importFormats.find((format) => importers[format].detect(name, bytes))
      : importFormats.find((format) => format === from)
  if (found === undefined) throw new PostilError('importFormatUnknown', { name, formats: importFormats.join(', ') })
  return found
}
