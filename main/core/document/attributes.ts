import { mediaNameSchema } from '../model/article.ts'
import { safeHref, safeWebUrl } from './links.ts'
import { isMathTree } from './math.ts'

/** One attribute of a node or mark: what it is when absent, and which values fit. */
export interface AttributeSpec {
  readonly default: unknown
  /** A record must say it; the default is there because ProseMirror must be able to make every node by itself. */
  readonly required?: true
  readonly fits: (value: unknown) => boolean
}
export type AttributeSpecs = Readonly<Record<string, AttributeSpec>>

const isString = (value: unknown): value is string => typeof value === 'string'
const isInteger = (value: unknown, min: number, max: number): value is number =>
  Number.isInteger(value) && Number(value) >= min && Number(value) <= max

function nullable(fits: (value: unknown) => boolean): AttributeSpec {
  return { default: null, fits: (value) => value === null || fits(value) }
}
function withDefault(value: unknown, fits: (value: unknown) => boolean): AttributeSpec {
  return { default: value, fits }
}

export const direction = nullable((value) => value === 'ltr' || value === 'rtl')
/** BCP 47, loosely: what may stand in a `lang` attribute. */
export const language = nullable((value) => isString(value) && /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/.test(value))
export const text = withDefault('', isString)
export const optionalText = nullable(isString)
export const flag = withDefault(false, (value) => typeof value === 'boolean')
/** The name of a place in the document: anything without white space, as an `id` in HTML. */
const isAnchor = (value: unknown) => isString(value) && /^\S+$/.test(value)
export const anchor: AttributeSpec = { default: 'note', required: true, fits: isAnchor }
export const optionalAnchor = nullable(isAnchor)
export const href: AttributeSpec = { default: '#', required: true, fits: (value) => safeHref(value) !== null }
/** Where a picture leads: what a link may lead to. */
export const optionalHref = nullable((value) => safeHref(value) !== null)
export const optionalWebUrl = nullable((value) => safeWebUrl(value) !== null)
export const media = nullable((value) => mediaNameSchema.safeParse(value).success)
export const math = nullable((value) => isMathTree(value))
/** CSS pixels. */
export const pixels = nullable((value) => typeof value === 'number' && value > 0 && value < 1e6)

export function oneOf(values: readonly string[], fallback: string): AttributeSpec {
  return withDefault(fallback, (value) => isString(value) && values.includes(value))
}
export function optionalOneOf(values: readonly string[]): AttributeSpec {
  return nullable((value) => isString(value) && values.includes(value))
}
export function integer(fallback: number, min: number, max: number): AttributeSpec {
  return withDefault(fallback, (value) => isInteger(value, min, max))
}
/** The language that code is written in: one word such as `c++`, `objective-c` or `f#`. */
export const codeLanguage = nullable((value) => isString(value) && /^[\p{L}\p{N}_+#.-]{1,40}$/u.test(value))
