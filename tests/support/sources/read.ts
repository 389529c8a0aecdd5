import type { ExtractedArticle } from '../../../main/capture/extract/index.ts'
import run, { type ExtractTask } from '../../../main/capture/worker.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { DocumentJSON, NodeJSON } from '../../../main/core/document/types.ts'
import { unwrap } from '../../../main/core/result.ts'

/** What the worker makes of a file, in this thread. */
export async function extract(
  page: Uint8Array | string,
  name = '',
  rest: Partial<ExtractTask> = {},
): Promise<ExtractedArticle> {
  return unwrap(await run({ page, contentType: '', contentLanguage: null, name, url: null, ...rest }))
}

/** Every node of a kind, in reading order. */
export function nodesOf(document: DocumentJSON, type: string): NodeJSON[] {
  const found: NodeJSON[] = []
  const visit = (node: NodeJSON) => {
    if (node.type === type) found.push(node)
    for (const child of node.content ?? []) visit(child)
  }
  for (const node of document.content) visit(node)
  return found
}

export function textOf(node: NodeJSON | undefined): string {
  return node ? documentText({ type: 'doc', content: [node] }).text : ''
}

/** Headings as a list of `2 Title`. */
export function headings(document: DocumentJSON): string[] {
  return nodesOf(document, 'heading').map((node) => `${node.attrs?.level} ${textOf(node)}`)
}

/** Links as `text -> href`. */
export function links(document: DocumentJSON): string[] {
  return nodesOf(document, 'text').flatMap(({ text, marks }) =>
    (marks ?? []).flatMap(({ type, attrs }) => (type === 'link' ? [`${text} -> ${attrs?.href}`] : [])),
  )
}
