import { addressList } from '../address.ts'
import type { Intake, Piece } from './piece.ts'

/** A list of addresses is not longer than this, in bytes. */
const longest = 2_000_000

/** A text file that holds nothing but addresses is a list of what to save, not a text to read. */
export async function withLists(intake: Intake): Promise<Intake> {
  const each = intake.pieces.map(async (piece): Promise<readonly Piece[]> => {
    if (piece.kind !== 'file' || !/\.te?xt$/i.test(piece.file.name) || piece.file.size > longest) return [piece]
    const text = await piece.file.text().catch(() => '')
    const addresses = addressList(text.replace(/^\uFEFF/, ''))
    return addresses === null ? [piece] : addresses.map((url) => ({ kind: 'url', url }))
  })
  return { ...intake, pieces: (await Promise.all(each)).flat() }
}
