import { isRich, onlyAddresses, sourceOf } from './clipboardHtml.ts'
import { chosenFiles, droppedFiles, type Entry } from './files.ts'
import { type Intake, nothing, type Piece } from './piece.ts'

/** The little of `DataTransfer` that is used: of a drop and of a paste alike. */
export interface Transfer {
  readonly types: readonly string[]
  readonly files: ArrayLike<File>
  readonly items: ArrayLike<{ readonly kind: string; webkitGetAsEntry?(): unknown }>
  getData(type: string): string
}

function isEntry(value: unknown): value is Entry {
  return typeof value === 'object' && value !== null && 'isDirectory' in value && 'name' in value
}

/** Whether there is anything in a drag that could be saved; its contents are hidden until it is let go. */
export function carries(types: readonly string[]): boolean {
  return types.some(
    (type) => type === 'Files' || type === 'text/uri-list' || type === 'text/html' || type === 'text/plain',
  )
}

function written(html: string, text: string, uriList: string): readonly Piece[] {
  const addresses = onlyAddresses(text, uriList)
  if (addresses !== null) return addresses.map((url) => ({ kind: 'url', url }))
  if (html.trim() !== '' && isRich(html)) {
    const shown = text.trim() === '' ? html.replace(/<[^>]*>/g, ' ') : text
    return shown.trim() === '' && !/<img/i.test(html) ? [] : [{ kind: 'html', html, text: shown, url: sourceOf(html) }]
  }
  return text.trim() === '' ? [] : [{ kind: 'text', text }]
}

/**
 * What was dropped or pasted. Files count before addresses and these before text, as the same drag carries several
 * forms. Everything is taken out of the transfer at once, since it is empty when the event is over.
 */
export function takeTransfer(transfer: Transfer): Promise<Intake> {
  const entries = Array.from(transfer.items)
    .filter((item) => item.kind === 'file')
    .map((item) => item.webkitGetAsEntry?.())
    .filter(isEntry)
  const files = Array.from(transfer.files)
  const [html, text, uriList] = ['text/html', 'text/plain', 'text/uri-list'].map((type) => transfer.getData(type))
  const pieces = written(html ?? '', text ?? '', uriList ?? '')
  if (entries.length > 0) {
    return droppedFiles(entries).then((intake) =>
      // A picture dragged out of a page comes as a file too, but what is meant is the page's own address or text.
      intake.pieces.length === 0 && pieces.length > 0 ? { ...nothing, pieces } : intake,
    )
  }
  if (files.length > 0) {
    const intake = chosenFiles(files)
    return Promise.resolve(intake.pieces.length === 0 && pieces.length > 0 ? { ...nothing, pieces } : intake)
  }
  return Promise.resolve({ ...nothing, pieces })
}
