import { extractArticle } from '../../../main/capture/extract/index.ts'
import { placePictures } from '../../../main/capture/images/place.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { NodeJSON } from '../../../main/core/document/types.ts'

const prose = [
  'The ferry leaves the quay at six, when the fog still lies on the river, and the pilot, who has done this for thirty years, steers by the bells.',
  'On the far side, a road climbs between walls of dry stone, past an orchard, two barns and a chapel, to the village where the archive is kept.',
  'Nobody remembers who built the archive, or when, but everybody agrees that its roof leaks, that its index is wrong, and that it must stay.',
]

/** The blocks of an article in which a piece stands among paragraphs: through all of extraction, Readability included. */
export function within(piece: string, head = ''): NodeJSON[] {
  const [first, ...rest] = prose.map((text) => `<p>${text}</p>`)
  const html = `<!doctype html><html lang="en"><head><title>The archive</title>${head}</head><body><nav><a href="/">Home</a></nav><article><h1>The archive</h1>${first}${piece}${rest.join('')}</article></body></html>`
  const url = 'https://x.example/a/page'
  const { document } = extractArticle({ html, url, lang: null, whole: false, fallbackTitle: 'page' })
  const problem = documentProblem(placePictures(document, new Map()))
  if (problem) throw new Error(problem)
  return document.content.filter((node) => !prose.includes(textOf(node)))
}

export function textOf(node: NodeJSON): string {
  return node.type === 'text' ? (node.text ?? '') : documentText({ type: 'doc', content: [node] }).text
}

/** Every node of a kind, in reading order. */
export function all(nodes: readonly NodeJSON[], type: string): NodeJSON[] {
  return nodes.flatMap((node) => [...(node.type === type ? [node] : []), ...all(node.content ?? [], type)])
}

/** The texts that bear a mark, with its attributes. */
export function marked(nodes: readonly NodeJSON[], type: string): [text: string, attrs: unknown][] {
  return all(nodes, 'text').flatMap(({ text, marks }) =>
    (marks ?? []).flatMap((mark): [string, unknown][] => (mark.type === type ? [[text ?? '', mark.attrs]] : [])),
  )
}
