import { rename, tagOf } from './dom.ts'

/**
 * What an element without a meaning of its own says that it is, as the element that HTML has for it.
 * https://www.w3.org/TR/html-aria/
 */
const ELEMENTS: Readonly<Record<string, string>> = {
  list: 'ul',
  listitem: 'li',
  table: 'table',
  grid: 'table',
  rowgroup: 'tbody',
  row: 'tr',
  cell: 'td',
  gridcell: 'td',
  columnheader: 'th',
  rowheader: 'th',
  caption: 'caption',
  figure: 'figure',
  blockquote: 'blockquote',
  separator: 'hr',
  paragraph: 'p',
  code: 'code',
  deletion: 'del',
  insertion: 'ins',
  subscript: 'sub',
  superscript: 'sup',
  mark: 'mark',
  emphasis: 'em',
  strong: 'strong',
}
/** Only inside these does a part mean anything. */
const PARENTS: Readonly<Record<string, string>> = {
  listitem: 'ul, ol, [role=list]',
  rowgroup: 'table',
  row: 'table',
  cell: 'tr',
  gridcell: 'tr',
  columnheader: 'tr',
  rowheader: 'tr',
  caption: 'table',
}
const WHOLES: Readonly<Record<string, string>> = { list: '[role=listitem]', table: '[role=row]', grid: '[role=row]' }

/** Gives a div or span with a role the name of that element; answers it, or null where nothing changed. */
export function nameByRole(element: Element): Element | null {
  const role = element.getAttribute('role')?.trim().toLowerCase() ?? ''
  if (role === 'heading') {
    const level = Number(element.getAttribute('aria-level') ?? 2)
    return tagOf(element) === 'a' ? null : rename(element, `h${level >= 1 && level <= 6 ? Math.trunc(level) : 2}`)
  }
  const name = ELEMENTS[role]
  if (!name || !Object.hasOwn(ELEMENTS, role)) return null
  const parent = PARENTS[role]
  if (parent && !element.parentElement?.closest(parent)) return null
  const parts = WHOLES[role]
  if (parts && !element.querySelector(parts)) return null
  const named = rename(element, name)
  if (role === 'columnheader' || role === 'rowheader') named.setAttribute('scope', role === 'rowheader' ? 'row' : 'col')
  for (const span of ['colspan', 'rowspan']) {
    const value = named.getAttribute(`aria-${span}`)
    if (value) named.setAttribute(span, value)
  }
  return named
}
