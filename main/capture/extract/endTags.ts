/**
 * A heading's end tag closes whichever heading is open, as browsers have it (`<h1>Title</h2>`); the parser takes the level
 * at its word, and the rest of the page would stand in the heading. https://html.spec.whatwg.org/#parsing-main-inbody
 */
export function withHeadingsClosed(html: string): string {
  let open: string | null = null
  return html.replace(/<(\/?)h([1-6])(?=[\s/>])/gi, (tag, slash: string, level: string) => {
    const own = open
    open = slash === '' ? level : null
    return slash === '' || own === null || own === level ? tag : `</h${own}`
  })
}
