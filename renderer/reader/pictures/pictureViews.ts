import { Extension } from '@tiptap/core'
import { DOMSerializer, type Node } from '@tiptap/pm/model'
import { Plugin } from '@tiptap/pm/state'
import type { EditorView, NodeView } from '@tiptap/pm/view'
import type { NodeJSON } from '../../../main/core/document/types.ts'
import styles from './pictures.module.css'
import { missingSource } from './pictures.ts'

/** What stands in the place of a picture that is missing, in the window's language. */
export interface PictureWords {
  readonly missing: string
  readonly retry: string
}

/** The button that asks for the pictures once more; see `usePictures`. */
export const retryButton = 'button[data-fetch-pictures]'

/**
 * A picture that could not be fetched keeps its place (and its size, where that is known), says what it showed and where
 * it is, and offers to try again. Pictures that are here are drawn as everywhere.
 */
export function pictureExtension(words: PictureWords) {
  return Extension.create({
    name: 'pictures',
    addProseMirrorPlugins: () => [
      new Plugin({ props: { nodeViews: { image: (node) => ({ dom: draw(node, words) }) satisfies NodeView } } }),
    ],
  })
}

function draw(node: Node, words: PictureWords): HTMLElement {
  const source = missingSource({ type: node.type.name, attrs: node.attrs })
  if (source !== null) return placeOf(node, source, words)
  const drawn = node.type.spec.toDOM?.(node)
  const dom = drawn === undefined ? null : DOMSerializer.renderSpec(document, drawn).dom
  return dom instanceof HTMLElement ? dom : document.createElement('div')
}

function element<K extends keyof HTMLElementTagNameMap>(tag: K, className: string | undefined, text = '') {
  const made = document.createElement(tag)
  made.className = className ?? ''
  made.textContent = text
  return made
}

/** Of the height that the column's width leaves it, in CSS pixels; beneath it, buttons would not fit. */
const leastHeight = 130

function placeOf({ attrs }: Node, source: string, words: PictureWords): HTMLElement {
  const alt: unknown = attrs.alt
  const place = element('div', styles.place)
  const named = typeof alt === 'string' && alt.trim() !== ''
  const text = element('p', styles.alt, named ? alt : words.missing)
  const acts = element('p', styles.acts)
  const retry = element('button', styles.retry, words.retry)
  retry.type = 'button'
  retry.dataset.fetchPictures = ''
  const link = element('a', styles.address, shortAddress(source))
  Object.assign(link, {
    href: source,
    target: '_blank',
    rel: 'noopener noreferrer nofollow',
    title: source,
    dir: 'ltr',
  })
  text.dir = 'auto'
  acts.append(retry, link)
  place.append(text, acts)
  place.setAttribute('role', 'group')
  place.setAttribute('aria-label', named ? `${words.missing}: ${alt}` : words.missing)
  const { width, height } = attrs
  if (typeof width === 'number' && typeof height === 'number' && width > 0 && height >= leastHeight) {
    place.style.inlineSize = `min(100%, ${width}px)`
    place.style.aspectRatio = `${width} / ${height}`
  }
  return place
}

/** Site and file, which tell most of a long address. */
export function shortAddress(source: string): string {
  try {
    const { hostname, pathname } = new URL(source)
    const file = decodeURIComponent(pathname.split('/').findLast((part) => part !== '') ?? '')
    const site = hostname.replace(/^www\./, '')
    return file === '' ? site : `${site}/${pathname.lastIndexOf('/') > 0 ? '…/' : ''}${file}`
  } catch {
    return source
  }
}

/** Puts pictures that have come into the text that is shown. `pictures`: all of the document's, in order. */
export function putPictures(view: EditorView, pictures: readonly NodeJSON[]): void {
  const { tr, doc } = view.state
  let at = 0
  doc.descendants((node, position) => {
    if (node.type.name !== 'image' && node.type.name !== 'inlineImage' && node.type.name !== 'embed') return true
    const next = pictures[at]?.attrs
    at += 1
    const differs = next?.media !== node.attrs.media || next?.width !== node.attrs.width
    if (next !== undefined && differs) tr.setNodeMarkup(position, null, { ...node.attrs, ...next })
    return false
  })
  if (tr.docChanged) view.dispatch(tr.setMeta('addToHistory', false))
}
