import { makeZip } from './zip.ts'

export interface BookFile {
  readonly path: string
  readonly content: string | Uint8Array
  readonly type?: string
  readonly properties?: string
  /** Stands in the spine. */
  readonly spine?: boolean | 'aside'
}

interface Book {
  readonly version?: '2.0' | '3.0'
  /** Inside `metadata`. */
  readonly metadata: string
  readonly files: readonly BookFile[]
  readonly spineAttributes?: string
  readonly guide?: string
  /** Beside the book's own folder. */
  readonly others?: Readonly<Record<string, string | Uint8Array>>
}

const CONTAINER = `<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OEBPS/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>`

/** A chapter as EPUB tools write them. */
export function chapter(body: string, lang = 'en', title = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="${lang}" lang="${lang}">
<head><title>${title}</title></head>
<body>${body}</body>
</html>`
}

/** A book of files in a folder `OEBPS`. */
export function makeEpub({
  version = '3.0',
  metadata,
  files,
  spineAttributes = '',
  guide = '',
  others = {},
}: Book): Uint8Array {
  const items = files.map(
    ({ path, type = 'application/xhtml+xml', properties }, index) =>
      `<item id="i${index}" href="${encodeURI(path)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>`,
  )
  const spine = files.flatMap(({ spine }, index) =>
    spine ? [`<itemref idref="i${index}"${spine === 'aside' ? ' linear="no"' : ''}/>`] : [],
  )
  const opf = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="${version}" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:identifier id="id">urn:uuid:0</dc:identifier>${metadata}
</metadata>
<manifest>${items.join('')}</manifest>
<spine ${spineAttributes}>${spine.join('')}</spine>${guide}
</package>`
  return makeZip({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': CONTAINER,
    'OEBPS/package.opf': opf,
    ...Object.fromEntries(files.map(({ path, content }) => [`OEBPS/${path}`, content])),
    ...others,
  })
}
