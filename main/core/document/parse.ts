import { PostilError } from '../result.ts'
import type { AttributeSpecs } from './attributes.ts'
import { isMarkType, markAttributes } from './marks.ts'
import { type ContentRule, isNodeType, type NodeType, nodeSpec } from './nodes.ts'
import type { DocumentJSON, NodeJSON } from './types.ts'

/** Deeper than any page is written; a bound for everything that walks a document by recursion. */
export const MAX_DEPTH = 500

class Misfit extends Error {}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function checkAttributes(value: unknown, specs: AttributeSpecs, where: string): void {
  if (value !== undefined && value !== null && !isRecord(value)) throw new Misfit(`${where}: attrs is no object`)
  for (const [name, spec] of Object.entries(specs)) {
    const given = value?.[name]
    if (given === undefined ? spec.required === true : !spec.fits(given))
      throw new Misfit(`${where}: attribute ${name}`)
  }
}

function checkMarks(marks: unknown, allowed: boolean, where: string): void {
  if (marks === undefined) return
  if (!Array.isArray(marks)) throw new Misfit(`${where}: marks is no list`)
  if (marks.length > 0 && !allowed) throw new Misfit(`${where}: marks are not allowed here`)
  const seen = new Set<string>()
  for (const mark of marks as unknown[]) {
    if (!isRecord(mark) || typeof mark.type !== 'string' || !isMarkType(mark.type)) {
      throw new Misfit(`${where}: unknown mark`)
    }
    if (seen.has(mark.type)) throw new Misfit(`${where}: mark ${mark.type} twice`)
    seen.add(mark.type)
    checkAttributes(mark.attrs, markAttributes(mark.type), `${where} mark ${mark.type}`)
  }
}

function fits(type: NodeType, of: ContentRule['of']): boolean {
  if (of === 'text') return type === 'text'
  return typeof of === 'string' ? nodeSpec(type).group === of : of.includes(type)
}

/** Goes through a node's children in order, as ProseMirror's content expression would. */
function checkContent(types: readonly NodeType[], rule: ContentRule, where: string): void {
  let index = 0
  if (rule.first !== undefined) {
    if (types[0] === rule.first) index = 1
    else if (rule.firstRequired === true) throw new Misfit(`${where}: does not begin with ${rule.first}`)
  }
  const end = rule.last !== undefined && types.at(-1) === rule.last ? types.length - 1 : types.length
  if (end - index < rule.min) throw new Misfit(`${where}: is empty`)
  for (; index < end; index++) {
    const type = types[index]
    if (type === undefined || !fits(type, rule.of)) throw new Misfit(`${where}: ${type} cannot stand here`)
  }
}

interface Context {
  count: number
}

function checkNode(value: unknown, marksAllowed: boolean, depth: number, where: string, context: Context): NodeType {
  if (depth > MAX_DEPTH) throw new Misfit('nested too deeply')
  if (!isRecord(value) || typeof value.type !== 'string') throw new Misfit(`${where}: is no node`)
  const { type, attrs, content, marks, text } = value
  if (!isNodeType(type)) throw new Misfit(`${where}: unknown node ${type.slice(0, 40)}`)
  context.count++
  const spec = nodeSpec(type)
  checkMarks(marks, marksAllowed, where)
  if (type === 'text') {
    if (typeof text !== 'string' || text === '') throw new Misfit(`${where}: text without text`)
    return type
  }
  checkAttributes(attrs, spec.attrs, `${where} ${type}`)
  if (content !== undefined && !Array.isArray(content)) throw new Misfit(`${where}: content is no list`)
  const children: readonly unknown[] = content ?? []
  if (spec.content === undefined) {
    if (children.length > 0) throw new Misfit(`${where}: ${type} has no content`)
    return type
  }
  const inlineMarks = spec.content.of === 'inline'
  const types = children.map((child, index) => checkNode(child, inlineMarks, depth + 1, `${where}/${index}`, context))
  checkContent(types, spec.content, `${where} ${type}`)
  return type
}

function isDocument(value: unknown, context: Context): value is DocumentJSON {
  return checkNode(value, false, 0, '', context) === 'doc'
}

/**
 * Checks a stored or received document against the schema: names, order, attributes, addresses. Needs no ProseMirror.
 * Attributes that the schema does not name are let pass; nothing ever reads them.
 * Answers the document itself and how many nodes it has.
 * @param path the file's name for the error. Throws `recordDamaged` with `reason`.
 */
export function parseDocument(value: unknown, path = 'document'): { document: DocumentJSON; nodes: number } {
  const context: Context = { count: 0 }
  try {
    if (isDocument(value, context)) return { document: value, nodes: context.count }
    throw new Misfit('is no document')
  } catch (thrown) {
    if (!(thrown instanceof Misfit)) throw thrown
    throw new PostilError('recordDamaged', { path, reason: thrown.message })
  }
}

/** Why a value is not a document of this schema; null if it is one. */
export function documentProblem(value: unknown): string | null {
  try {
    parseDocument(value)
    return null
  } catch (thrown) {
    return thrown instanceof PostilError ? String(thrown.details.reason) : String(thrown)
  }
}

/** Every node in reading order, parents before their children, with the nodes that hold it (outermost first). */
export function* walk(
  document: DocumentJSON | NodeJSON,
  parents: readonly NodeJSON[] = [],
): Generator<{ node: NodeJSON; parents: readonly NodeJSON[] }> {
  yield { node: document, parents }
  if (document.content === undefined) return
  const inner = [...parents, document]
  for (const child of document.content) yield* walk(child, inner)
}

/** The pictures of a document that are in the library, each name once. */
export function mediaNames(document: DocumentJSON): ReadonlySet<string> {
  const names = new Set<string>()
  for (const { node } of walk(document)) if (typeof node.attrs?.media === 'string') names.add(node.attrs.media)
  return names
}
