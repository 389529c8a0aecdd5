import type { DocumentJSON, NodeJSON } from '../core/document/types.ts'

/** The names of all pictures that a document shows. */
export function mediaOf(document: DocumentJSON): ReadonlySet<string> {
  const names = new Set<string>()
  const visit = (nodes: readonly NodeJSON[]): void => {
    for (const { attrs, content } of nodes) {
      if (typeof attrs?.media === 'string') names.add(attrs.media)
      if (content) visit(content)
    }
  }
  visit(document.content)
  return names
}
