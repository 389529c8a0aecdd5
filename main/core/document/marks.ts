import type { AttributeSpecs } from './attributes.ts'
import * as a from './attributes.ts'

/** Every mark, once; the outermost in the window first. */
export const markSpecs = {
  language: { lang: a.language, dir: a.direction },
  link: { href: a.href, title: a.optionalText },
  ins: {},
  del: {},
  abbr: { title: a.optionalText },
  cite: {},
  bold: {},
  italic: {},
  underline: {},
  strike: {},
  mark: {},
  small: {},
  subscript: {},
  superscript: {},
  kbd: {},
  code: {},
  /** `text` is the reading (`<rt>`). */
  ruby: { text: a.text },
} as const satisfies Record<string, AttributeSpecs>

export type MarkType = keyof typeof markSpecs
export const markTypes = Object.keys(markSpecs) as readonly MarkType[]

export function isMarkType(type: string): type is MarkType {
  return Object.hasOwn(markSpecs, type)
}
export function markAttributes(type: MarkType): AttributeSpecs {
  return markSpecs[type]
}
