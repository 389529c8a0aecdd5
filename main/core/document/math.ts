/**
 * MathML as plain data: `[tag, attributes, ...children]`. Only what draws a formula is named (MathML Core); links,
 * actions, scripts and foreign annotations have no name here and so cannot be stored.
 * https://www.w3.org/TR/mathml-core/
 */
export type MathTree = readonly [tag: string, attributes: Readonly<Record<string, string>>, ...children: MathChild[]]
export type MathChild = string | MathTree

export const mathTags: ReadonlySet<string> = new Set([
  ...['math', 'mrow', 'mi', 'mn', 'mo', 'ms', 'mtext', 'mspace', 'mfrac', 'msqrt', 'mroot', 'mstyle', 'merror'],
  ...['mpadded', 'mphantom', 'mfenced', 'menclose', 'msub', 'msup', 'msubsup', 'munder', 'mover', 'munderover'],
  ...['mmultiscripts', 'mprescripts', 'none', 'mtable', 'mtr', 'mtd', 'mlabeledtr'],
])

export const mathAttributes: ReadonlySet<string> = new Set([
  ...['display', 'displaystyle', 'scriptlevel', 'mathvariant', 'dir', 'mathsize', 'mathcolor', 'mathbackground'],
  ...['form', 'fence', 'separator', 'lspace', 'rspace', 'stretchy', 'symmetric', 'maxsize', 'minsize', 'largeop'],
  ...['movablelimits', 'accent', 'accentunder', 'linethickness', 'bevelled', 'numalign', 'denomalign', 'width'],
  ...['height', 'depth', 'voffset', 'open', 'close', 'separators', 'notation', 'columnspan', 'rowspan', 'columnalign'],
  ...['rowalign', 'columnspacing', 'rowspacing', 'columnlines', 'rowlines', 'frame', 'lquote', 'rquote', 'alttext'],
])

const MAX_DEPTH = 100

/** True for a tree of allowed names. Attribute values are drawn as text and may be anything but long or a URL function. */
export function isMathTree(value: unknown, depth = 0): value is MathTree {
  if (!Array.isArray(value) || depth > MAX_DEPTH) return false
  const [tag, attributes, ...children] = value as unknown[]
  if (typeof tag !== 'string' || !mathTags.has(tag)) return false
  if (depth === 0 && tag !== 'math') return false
  if (typeof attributes !== 'object' || attributes === null || Array.isArray(attributes)) return false
  for (const [name, content] of Object.entries(attributes)) {
    if (!mathAttributes.has(name) || typeof content !== 'string' || content.length > 1000) return false
    if (name !== 'alttext' && /[(:;]/.test(content)) return false
  }
  return children.every((child) => typeof child === 'string' || isMathTree(child, depth + 1))
}

/** The letters and signs of a formula in a row: what a plain text shows where there is no TeX. */
export function mathText(tree: MathTree): string {
  const [, , ...children] = tree
  return children.map((child) => (typeof child === 'string' ? child : mathText(child))).join('')
}
