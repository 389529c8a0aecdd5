/**
 * A heading's end tag closes whichever heading is open, as browsers have it (`<h1>Title</h2>`); the parser takes the level
 * at its word, and the rest of the page would stand in the heading. https://html.spec.whatwg.org/#parsing-main-inbody
 */
export function withHeadingsClosed(html: string): string {
  let open: string | null = null
  let closed = ''
  let taken = 0
  for (const match of html.matchAll(/<(\/?)h([1-6])(?=[\s/>])/gi)) {
    const own: string | null = open
    const [tag, slash, level = ''] = match
    open = slash === '' ? level : null
    if (slash === '' || own === null || own === level) continue
    closed += `${html.slice(taken, match.index)}</h${own}`
    taken = match.index + tag.length
  }
  return taken === 0 ? html : closed + html.slice(taken)
}
