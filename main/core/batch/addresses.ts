/** Lists of addresses, as people and browsers write them. */
import { cellsOf } from './table.ts'

export interface AddressList {
  /** Each once, as it is written, in the order of the list. */
  readonly addresses: readonly string[]
  /** Lines (of a table: rows) that hold something, but no address. `line` counts from 1. */
  readonly ignored: readonly { readonly line: number; readonly text: string }[]
}

const ADDRESS = /https?:\/\/[^\s<>"|\\^`{}]+/i
const LINK = /<a\b[^>]*?\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi
const URL_COLUMN = /^(?:url|urls|link|links|href|address|adresse|uri|location|source_?url|web_?page|page)$/i
/** Written without its scheme, it is an address only where nothing else can be meant. */
const BARE = /^(?:www\.)?(?:[\p{L}\d](?:[\p{L}\d-]*[\p{L}\d])?\.)+\p{L}{2,}(?::\d+)?(?:[/?#]\S*)?$/iu

/** Brackets and full stops that belong to the sentence around an address. */
function trimmed(address: string): string {
  let text = address.replace(/[.,;:!?'’»]+$/, '')
  while (/[)\]]$/.test(text)) {
    const [open, close] = text.endsWith(')') ? ['(', ')'] : ['[', ']']
    if (text.split(open).length >= text.split(close).length) break
    text = text.slice(0, -1).replace(/[.,;:!?'’»]+$/, '')
  }
  return text
}

const isAddress = (text: string) => /^https?:\/\/\S+$/i.test(text.trim())

function addressIn(text: string): string | null {
  const found = ADDRESS.exec(text)?.[0]
  if (found) return trimmed(found)
  const bare = text.trim()
  return BARE.test(bare) ? `https://${bare}` : null
}

const unescaped = (text: string) =>
  text
    .replace(/&(?:amp|#38|#x26);/gi, '&')
    .replace(/&(?:quot|#34|#x22);/gi, '"')
    .replace(/&(?:#39|#x27);/gi, "'")

/** The links of a page: bookmarks as every browser exports them (the Netscape format), or a reading list. */
function fromPage(html: string): AddressList {
  const links = [...html.matchAll(LINK)].map(([, double, single, plain]) =>
    unescaped((double ?? single ?? plain ?? '').trim()),
  )
  return { addresses: once(links.filter((link) => /^https?:\/\//i.test(link))), ignored: [] }
}

interface Table {
  readonly rows: readonly (readonly string[])[]
  readonly column: number
  readonly first: number
}

/** A table whose head names a column of addresses, or, where it is known to be a table, the column that has most. */
function tableIn(text: string, isTable: boolean): Table | null {
  const tables = [',', ';', '\t'].map((separator) => cellsOf(text, separator))
  for (const rows of tables) {
    const column = rows[0]?.findIndex((name) => URL_COLUMN.test(name.trim())) ?? -1
    if (column >= 0) return { rows, column, first: 1 }
  }
  if (!isTable) return null
  let best: Table | null = null
  let most = 0
  for (const rows of tables) {
    for (const column of rows[0]?.keys() ?? []) {
      const count = rows.filter((row) => isAddress(row[column] ?? '')).length
      if (count <= most) continue
      most = count
      best = { rows, column, first: isAddress(rows[0]?.[column] ?? '') ? 0 : 1 }
    }
  }
  return best
}

function fromTable({ rows, column, first }: Table): AddressList {
  const addresses: string[] = []
  const ignored: { line: number; text: string }[] = []
  for (const [index, row] of rows.entries()) {
    const address = index < first ? null : addressIn(row[column] ?? '')
    if (address !== null) addresses.push(address)
    else if (index >= first) ignored.push({ line: index + 1, text: row.join(', ') })
  }
  return { addresses: once(addresses), ignored }
}

/** An address on each line, whatever stands around it (`- [title](address)`, `1. address`); `#` begins a comment. */
function fromLines(text: string): AddressList {
  const addresses: string[] = []
  const ignored: { line: number; text: string }[] = []
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    if (line.trim() === '' || /^\s*#/.test(line)) continue
    const address = addressIn(line)
    if (address !== null) addresses.push(address)
    else ignored.push({ line: index + 1, text: line.trim() })
  }
  return { addresses: once(addresses), ignored }
}

const once = (addresses: readonly string[]) => [...new Set(addresses)]

/**
 * The addresses that a text lists: a page of bookmarks, a table with a column of them, or one on each line.
 * @param isTable where its name says so (`.csv`): then it needs no head
 */
export function readAddresses(text: string, isTable = false): AddressList {
  const list = text.replace(/^\uFEFF/, '')
  if (/^\s*<!doctype\b|<a\s[^>]*href\s*=/i.test(list.slice(0, 20_000))) return fromPage(list)
  const table = tableIn(list, isTable)
  return table === null ? fromLines(list) : fromTable(table)
}
