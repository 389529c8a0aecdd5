import { safeHref } from '../../core/document/links.ts'
import type { MarkType } from '../../core/document/marks.ts'
import { plainText } from '../extract/dom.ts'
import { decodeFragment } from '../extract/rescue.ts'
import { STYLE_ATTRIBUTE } from '../extract/stash.ts'
import { resolveLink } from '../url.ts'
import { direction } from './blocks.ts'
import type { Handler, Scope } from './context.ts'
import { cleanText } from './flow.ts'
import { withMark } from './marks.ts'

/** What means a mark may say its language too: `<i lang="la">`. */
export function marked(type: MarkType): Handler {
  return (element, flow, scope, conversion) => {
    const own = element.hasAttribute('lang') || element.hasAttribute('dir') ? spanScope(element, scope) : scope
    conversion.children(element, flow, { ...own, marks: withMark(own.marks, { type }) })
  }
}

/** The scope inside a span: its language and direction, and the styles that word processors write for marks. */
function spanScope(element: Element, scope: Scope): Scope {
  let { marks } = scope
  const { dir, lang } = direction(element)
  if (dir || lang) marks = withMark(marks, { type: 'language', attrs: { lang, dir } })
  const style = element.getAttribute(STYLE_ATTRIBUTE) ?? element.getAttribute('style')
  if (style) {
    if (/font-weight:\s*(?:bold|[6-9]00)/i.test(style)) marks = withMark(marks, { type: 'bold' })
    if (/font-style:\s*italic/i.test(style)) marks = withMark(marks, { type: 'italic' })
    if (/line-through/i.test(style)) marks = withMark(marks, { type: 'strike' })
    const raised = /vertical-align:\s*(super|sub)/i.exec(style)?.[1]
    if (raised) marks = withMark(marks, { type: raised.toLowerCase() === 'sub' ? 'subscript' : 'superscript' })
  }
  return marks === scope.marks && !lang ? scope : { ...scope, marks, lang: lang ?? scope.lang }
}

export const span: Handler = (element, flow, scope, conversion) =>
  conversion.children(element, flow, spanScope(element, scope))

export const abbreviation: Handler = (element, flow, scope, conversion) => {
  const title = cleanText(element.getAttribute('title') ?? '').trim() || null
  conversion.children(element, flow, { ...scope, marks: withMark(scope.marks, { type: 'abbr', attrs: { title } }) })
}

/** http, https and mailto links, and links to places in the document; anything else is its text. */
export const link: Handler = (element, flow, scope, conversion) => {
  const raw = element.getAttribute('href')?.trim()
  let href: string | null = null
  const own = raw?.indexOf('#') ?? -1
  if (raw && own >= 0 && (own === 0 || conversion.stash.addresses.has(raw.slice(0, own))))
    href = raw.length > own + 1 ? `#${decodeFragment(raw.slice(own + 1))}` : null
  else if (raw) {
    href = resolveLink(raw, conversion.base)
    const hash = href?.indexOf('#') ?? -1
    if (href && hash > 0 && href.slice(0, hash) === conversion.page) href = `#${decodeFragment(href.slice(hash + 1))}`
  }
  const safe = safeHref(href)
  if (safe?.startsWith('#')) conversion.innerLinks = true
  const title = cleanText(element.getAttribute('title') ?? '').trim() || null
  const marks = safe ? withMark(scope.marks, { type: 'link', attrs: { href: safe, title } }) : scope.marks
  conversion.children(element, flow, spanScope(element, { ...scope, marks }))
}

const QUOTES: Readonly<Record<string, readonly [string, string]>> = {
  fr: ['«\u202F', '\u202F»'],
  de: ['„', '“'],
  es: ['«', '»'],
  it: ['«', '»'],
  ru: ['«', '»'],
  ar: ['«', '»'],
  fa: ['«', '»'],
  pl: ['„', '”'],
  cs: ['„', '“'],
  ja: ['「', '」'],
  zh: ['“', '”'],
}

/** Browsers draw a `q`'s quotation marks, which are not in its text. */
export const quotation: Handler = (element, flow, scope, conversion) => {
  const lang = direction(element).lang ?? scope.lang
  const [open, close] = QUOTES[(lang ?? '').split('-')[0] ?? ''] ?? ['“', '”']
  const quoted = /^[«“„"「‹]/.test(plainText(element))
  if (!quoted) flow.text(open, scope.marks)
  conversion.children(element, flow, spanScope(element, scope))
  if (!quoted) flow.text(close, scope.marks)
}
