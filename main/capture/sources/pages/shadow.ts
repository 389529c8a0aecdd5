const MARKS = ['shadowrootmode', 'shadowroot', 'shadowmode'] as const
const SELECTOR = MARKS.map((name) => `template[${name}]`).join(', ')

/** Whether a page has components whose content is written out beside them. */
export function hasShadows(html: string): boolean {
  return /<template[^<>]*\sshadow(?:root|mode)/i.test(html)
}

/**
 * Draws components as a browser would: what stands in a shadow root takes the place of its element's content, which goes
 * into the slots. The forms of https://html.spec.whatwg.org/#attr-template-shadowrootmode, its draft, and Chromium's archives.
 */
export function flattenShadows(page: Document): void {
  // From the innermost out: a component's parts are drawn when their component is.
  for (const template of [...page.querySelectorAll(SELECTOR)].reverse()) {
    const host = template.parentElement
    if (!host) continue
    const root = page.createElement('div')
    root.innerHTML = template.innerHTML
    template.remove()
    const light = [...host.childNodes]
    for (const slot of [...root.querySelectorAll('slot')]) {
      const name = slot.getAttribute('name') ?? ''
      const given = light.filter((node) => slotOf(node) === name && (name !== '' || node.textContent?.trim() !== ''))
      if (given.length > 0) slot.replaceWith(...given)
      else slot.replaceWith(...slot.childNodes)
    }
    host.replaceChildren(...root.childNodes)
  }
}

function slotOf(node: Node): string {
  return node.nodeType === 1 ? ((node as Element).getAttribute('slot') ?? '') : ''
}
