/**
 * What is asked of a page that is being built. Each function is handed into the page as its source and runs there, in a
 * world of its own beside the page's scripts: it can use nothing of this file but itself.
 */

/** How much there is to see: `text` in UTF-16 code units. `begun` is false until the page's whole HTML is here. */
export function look(): { readonly text: number; readonly begun: boolean } {
  const begun = document.readyState !== 'loading' && location.href !== 'about:blank'
  let text = 0
  const count = (root: Node): void => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node instanceof Element && /^(?:script|style|noscript|template)$/i.test(node.localName)
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
    )
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node instanceof Text) text += node.data.trim().length
      else if (node instanceof Element && node.shadowRoot) count(node.shadowRoot)
    }
  }
  if (document.body) count(document.body)
  return { text, begun }
}

/** Goes through the page once, from its top to its end as it is now, so that what waits to be seen is there. */
export async function scrollThrough(): Promise<void> {
  const pause = (ms: number) => new Promise<void>((later) => setTimeout(later, ms))
  const end = performance.now() + 4000
  /** What waits to be seen is told so in the frame that shows it; a busy machine takes its time for one. */
  const seen = (longest: number) =>
    Promise.race([
      new Promise<void>((later) => requestAnimationFrame(() => requestAnimationFrame(() => later()))),
      pause(longest),
    ])
  const root = document.scrollingElement ?? document.documentElement
  const inner = [...document.querySelectorAll('main, [role="main"], body > div, body > div > div')]
  const scrolls = (element: Element) =>
    element.scrollHeight > element.clientHeight + 100 && element.clientHeight > innerHeight / 2
  const scroller = root.scrollHeight > innerHeight + 100 ? root : (inner.find(scrolls) ?? root)
  const height = scroller.scrollHeight
  const step = Math.max(innerHeight * 0.8, height / 40)
  for (let top = 0; top < height && performance.now() < end; top += step) {
    scroller.scrollTo({ top, behavior: 'instant' })
    await seen(500)
  }
  scroller.scrollTo({ top: height, behavior: 'instant' })
  await seen(2000)
  await pause(100)
  scroller.scrollTo({ top: 0, behavior: 'instant' })
}

/**
 * The document as HTML, and its address; null where the HTML is longer than `maxLength` (UTF-16 code units). What open
 * shadow trees show is put where it is shown, since no other reader of the HTML would see it.
 */
export function takePage(maxLength: number): { readonly html: string; readonly url: string } | null {
  const inert = document.implementation.createHTMLDocument('')
  const shown = (node: Node): Node[] => {
    const children =
      node instanceof Element && node.shadowRoot
        ? node.shadowRoot.childNodes
        : node instanceof HTMLTemplateElement
          ? node.content.childNodes
          : node.childNodes
    return [...children].flatMap((child) => {
      const inShadow = child.getRootNode() instanceof ShadowRoot
      if (inShadow && child instanceof HTMLStyleElement) return []
      if (!inShadow || !(child instanceof HTMLSlotElement)) return [child]
      const assigned = child.assignedNodes({ flatten: true })
      return assigned.length > 0 ? assigned : shown(child)
    })
  }
  const flat = (root: Element): Element => {
    const copy = inert.importNode(root, false)
    const left: [Node, Node][] = [[root, copy]]
    for (let next = left.pop(); next; next = left.pop()) {
      const [from, to] = next
      for (const child of shown(from)) {
        const made = inert.importNode(child, false)
        to.appendChild(made)
        left.push([child, made instanceof HTMLTemplateElement ? made.content : made])
      }
    }
    return copy
  }
  const root = document.documentElement
  const shadowed = [...document.querySelectorAll('*')].some((element) => element.shadowRoot !== null)
  const html = (shadowed ? flat(root) : root).outerHTML
  return html.length > maxLength ? null : { html, url: location.href }
}

/** Runs in every frame before the page's own scripts: what would open a dialog of the system, a window, or end this one. */
export function beHarmless(): void {
  for (const name of ['print', 'close', 'open'] as const) {
    Object.defineProperty(window, name, { value: () => null, configurable: false, writable: false })
  }
}
