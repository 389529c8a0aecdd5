import type { Calls, SaveOutcome } from '../../main/core/contract.ts'
import { PostilError, type Result, toErrorData } from '../../main/core/result.ts'
import { toBase64 } from './files.ts'
import { readBeside } from './intake/beside.ts'
import type { Piece } from './intake/piece.ts'

/**
 * How what was tried before is saved. What is there already gets a new version, with `anyway` also where that lost most of
 * the words; `whole`: a page without an article is kept with all of its text.
 */
export type Again = boolean | 'anyway' | 'whole'

export interface SaveOptions {
  /** Names the work in progress events and for stopping it. */
  readonly task: string
  readonly tags?: readonly string[]
  readonly again?: Again
}

type Saver = Pick<Calls, 'saveUrl' | 'saveHtml' | 'saveText' | 'saveFile'>

/** Hands one piece to the library by the call for its kind. Never rejects. */
export async function savePiece(
  api: Saver,
  piece: Piece,
  { task, tags = [], again = false }: SaveOptions,
): Promise<Result<SaveOutcome>> {
  const renewing = again !== false && again !== 'whole' && { again }
  const options = { task, ...(tags.length > 0 && { tags: [...tags] }), ...renewing }
  const whole = again === 'whole' && { whole: true }
  // `typed`: a person names the address here, so one in their own network is theirs to ask for.
  if (piece.kind === 'url') return api.saveUrl({ url: piece.url, typed: true, ...options, ...whole })
  const from = piece.url == null ? {} : { url: piece.url }
  switch (piece.kind) {
    case 'html':
      // Somebody chose just this: none of it is lost because it reads like no article.
      return api.saveHtml({ html: piece.html, ...from, ...options, whole: true })
    case 'text': {
      const title = piece.title === undefined ? {} : { title: piece.title }
      return api.saveText({ text: piece.text, ...title, ...from, ...options })
    }
    case 'file':
      try {
        const bytes = new Uint8Array(await piece.file.arrayBuffer())
        const pictures = await readBeside(piece, bytes)
        const file = { name: piece.file.name, data: toBase64(bytes), ...(pictures.length > 0 && { pictures }) }
        return await api.saveFile({ ...file, ...from, ...options, ...whole })
      } catch (thrown) {
        // Moved or deleted since it was chosen, or not ours to read.
        const reason = thrown instanceof Error ? thrown.message : String(thrown)
        return { ok: false, error: toErrorData(new PostilError('fileUnreadable', { path: piece.path, reason })) }
      }
  }
}
