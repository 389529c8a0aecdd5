import type { ErrorData } from '../../../main/core/result.ts'
import type { FileFault } from '../files.ts'

/** One thing to save, however it came: typed, pasted, dropped or chosen. `url`: the page that it is from, if it is known. */
export type Piece =
  | { readonly kind: 'url'; readonly url: string }
  | { readonly kind: 'html'; readonly html: string; readonly text: string; readonly url: string | null }
  | { readonly kind: 'text'; readonly text: string; readonly title?: string; readonly url?: string | null }
  /** `path`: with its folders, as it was given; the name alone for a single file. `folder`: all that came with it. */
  | {
      readonly kind: 'file'
      readonly file: File
      readonly path: string
      readonly url?: string | null
      readonly folder?: ReadonlyMap<string, File>
    }

/** A file that is not even tried, and why. */
export interface Refused {
  readonly path: string
  readonly fault: FileFault | ErrorData
}

/** What somebody handed over at once. */
export interface Intake {
  readonly pieces: readonly Piece[]
  readonly refused: readonly Refused[]
  /** Files of folders that are of no kind that can be saved: pictures, scripts, what the system keeps there. */
  readonly leftOut: number
}

export const nothing: Intake = { pieces: [], refused: [], leftOut: 0 }

/** What a piece is called until its article has a title. */
export function nameOf(piece: Piece): string {
  switch (piece.kind) {
    case 'url':
      return piece.url
    case 'file':
      return piece.path
    case 'text':
      return piece.title ?? firstLine(piece.text)
    case 'html':
      return firstLine(piece.text)
  }
}

function firstLine(text: string): string {
  return text.trim().split(/\s*\n/, 1)[0]?.slice(0, 200) ?? ''
}
