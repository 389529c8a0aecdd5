import { hasClass, isText, plainText, rename, tagOf } from './dom.ts'

/** Names that publishing systems give to what holds a picture with its caption, and to captions. */
const FIGURE =
  /(?:^|\s)(?:wp-caption|thumbinner|tr-caption-container|(?:image|photo|picture|media|img)-?(?:caption-)?(?:wrapper|container|figure|with-caption)|captioned-image(?:-container)?|figure)(?:\s|$)/i
const CAPTION =
  /(?:^|[\s_-])(?:wp-caption-text|wp-caption-dd|thumbcaption|tr-caption|cutline|(?:(?:image|photo|picture|img|media|figure|fig)[_-]?)?caption(?:[_-]?text)?|gallerytext)(?:$|\s)/i
const MOST_CAPTION = 600
const PICTURE = 'img, picture, video, amp-img'

/** Publishing systems set captioned pictures in named elements, whose names Readability does not keep. */
export function isFigure(element: Element): boolean {
  if (!hasClass(element, FIGURE) && element.getAttribute('role') !== 'figure') return false
  const pictures = element.querySelectorAll(PICTURE)
  return (
    pictures.length > 0 &&
    pictures.length <= 2 &&
    plainText(element).length <= MOST_CAPTION &&
    !element.querySelector('figure')
  )
}

/** Makes it a figure with a caption, where it has one. */
export function nameFigure(element: Element): Element {
  const captions = [...element.querySelectorAll('div, p, span, dd, td, figcaption')].filter(
    (part) => hasClass(part, CAPTION) && !part.querySelector(PICTURE),
  )
  const outermost = captions.filter((part) => !captions.some((other) => other !== part && other.contains(part)))
  const renamed = outermost.map((part) => (tagOf(part) === 'figcaption' ? part : rename(part, 'figcaption')))
  const figure = rename(element, 'figure')
  // A table or a definition list that only held picture and caption.
  for (const part of figure.querySelectorAll('tbody, tr, td, th, dt, dd')) part.replaceWith(...part.childNodes)
  for (const caption of renamed) figure.append(caption)
  return figure
}

/** Nothing but figures side by side, none of which leads elsewhere: Readability takes it for a strip of teasers. */
export function isGallery(element: Element): boolean {
  const { children } = element
  if (children.length < 2 || element.querySelector('h1, h2, h3, h4, h5, h6, p a, figcaption a')) return false
  for (const child of children) {
    if (tagOf(child) !== 'figure' || !child.querySelector(PICTURE)) return false
    if (plainText(child).length > MOST_CAPTION) return false
  }
  for (const node of element.childNodes) if (isText(node) && node.data.trim() !== '') return false
  return !element.closest('figure, li, td, aside, nav, footer')
}

/** Nothing but one picture, perhaps in a link. */
function isPictureOnly(element: Element): boolean {
  const tag = tagOf(element)
  if (tag === 'img' || tag === 'picture' || tag === 'video') return true
  if (!/^(?:div|p|a|span|figure|center|noscript)$/.test(tag) || plainText(element) !== '') return false
  return element.querySelectorAll('img, video').length === 1 && !element.querySelector('figcaption')
}

/**
 * A caption that stands beside its picture rather than in a figure with it: a `figcaption` in no figure, or what calls
 * itself a caption, right after an element that holds nothing but a picture. Makes a figure of both and answers it.
 */
export function joinCaption(element: Element): Element | null {
  const named = tagOf(element) === 'figcaption'
  if (!named && !hasClass(element, CAPTION)) return null
  const length = plainText(element).length
  if (length === 0 || length > MOST_CAPTION || element.closest('figure, table, li') || element.querySelector(PICTURE))
    return null
  let before = element.previousElementSibling
  while (before && /^(?:script|style|noscript|br)$/.test(tagOf(before)) && plainText(before) === '')
    before = before.previousElementSibling
  if (!before || !isPictureOnly(before) || hasTextBetween(before, element)) return null
  const caption = named ? element : rename(element, 'figcaption')
  if (tagOf(before) === 'figure') {
    before.append(caption)
    return before
  }
  const figure = element.ownerDocument.createElement('figure')
  before.replaceWith(figure)
  figure.append(before, caption)
  return figure
}

function hasTextBetween(first: Element, last: Element): boolean {
  for (let node = first.nextSibling; node && node !== last; node = node.nextSibling) {
    if (isText(node) && node.data.trim() !== '') return true
  }
  return false
}
