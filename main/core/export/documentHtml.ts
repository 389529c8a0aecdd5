import type { MarkType } from '../document/marks.ts'
import { isNodeType, isTextblock, nodeSpec } from '../document/nodes.ts'
import { markRenderers, nodeRenderers, type RenderOptions, type Spec } from '../document/render.ts'
import type { DocumentJSON, MarkJSON, NodeJSON } from '../document/types.ts'
import { escapeHtml } from './escape.ts'
import { writeInline } from './inline.ts'

export interface HtmlOptions {
  readonly title?: string
  readonly lang?: string | null
  readonly dir?: 'ltr' | 'rtl'
  /** Pictures from the library (`/media/<name>`, the default) or from where they were found. */
  readonly pictures?: 'media' | 'source'
}

const VOID: ReadonlySet<string> = new Set(['img', 'br', 'hr'])

const pictureUrls: Readonly<Record<'media' | 'source', RenderOptions>> = {
  media: { pictureUrl: (media) => (media === null ? null : `/media/${media}`) },
  source: { pictureUrl: (_media, source) => source },
}

class HtmlWriter {
  private readonly ids = new Set<string>()
  private readonly options: RenderOptions

  constructor(options: RenderOptions) {
    this.options = options
  }

  private attributes(attributes: Readonly<Record<string, string | null>>): string {
    let text = ''
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) continue
      // A note may be referred to many times; its back link leads to the first.
      if (name === 'id') {
        if (this.ids.has(value)) continue
        this.ids.add(value)
      }
      text += ` ${name}="${escapeHtml(value)}"`
    }
    return text
  }

  /** The content is written when its place is reached, so that ids are given in reading order. */
  private element(spec: Spec, content: () => string): string {
    const [name, attributes, ...children] = spec
    const tag = name.slice(name.lastIndexOf(' ') + 1)
    const open = `<${tag}${this.attributes(attributes)}>`
    if (VOID.has(tag)) return open
    const inner = children.map((child) => {
      if (child === 0) return content()
      return typeof child === 'string' ? escapeHtml(child) : this.element(child, content)
    })
    return `${open}${inner.join('')}</${tag}>`
  }

  private readonly inline = {
    leaf: (node: NodeJSON) => this.node(node),
    wrap: (type: MarkType, mark: MarkJSON, inner: string) =>
      this.element(markRenderers[type](mark.attrs ?? {}), () => inner),
  }

  node(node: NodeJSON): string {
    if (!isNodeType(node.type) || node.type === 'doc') return ''
    if (node.type === 'text') return escapeHtml(node.text ?? '')
    const textblock = isTextblock(nodeSpec(node.type))
    const children = node.content ?? []
    return this.element(nodeRenderers[node.type](node.attrs ?? {}, this.options), () =>
      textblock ? writeInline(children, this.inline) : children.map((child) => this.node(child)).join(''),
    )
  }
}

/** The policy of the page itself: wherever it is opened, nothing in it runs. */
const POLICY = "default-src 'none'; img-src 'self' http: https:; style-src 'unsafe-inline'"

/** A whole document as a page of HTML that holds no scripts, styles or forms, whatever the record holds. */
export function documentHtml(document: DocumentJSON, options: HtmlOptions = {}): string {
  const writer = new HtmlWriter(pictureUrls[options.pictures ?? 'media'])
  const lang = options.lang == null ? '' : ` lang="${escapeHtml(options.lang)}"`
  const dir = options.dir === undefined ? '' : ` dir="${options.dir}"`
  const body = document.content.map((node) => writer.node(node)).join('\n')
  return [
    `<!doctype html>`,
    `<html${lang}${dir}>`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${escapeHtml(POLICY)}">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1">`,
    `<title>${escapeHtml(options.title ?? '')}</title>`,
    `</head>`,
    `<body>`,
    `<article>`,
    body,
    `</article>`,
    `</body>`,
    `</html>`,
    ``,
  ].join('\n')
}
