import { isElement, isText, plainText, tagOf } from '../extract/dom.ts'
import type { Conversion, Handler, Scope } from './context.ts'
import { cleanText, type Flow } from './flow.ts'
import { withMark } from './marks.ts'

/** Bases that wait for their readings, and the readings so far. */
class Segments {
  readonly bases: Node[][] = []
  readonly readings: string[] = []
  /** Whether the last base is words as they stand, not an `rb`. */
  loose = false

  base(node: Node, own: boolean): void {
    const last = this.bases.at(-1)
    if (last && this.loose && !own) last.push(node)
    else this.bases.push([node])
    this.loose = !own
  }

  /** Pairs of base and reading; one reading for several bases is the reading of all of them, and so the other way round. */
  *pairs(): Generator<[nodes: Node[], reading: string]> {
    const { bases, readings } = this
    if (readings.length === 1) {
      yield [bases.flat(), readings[0] ?? '']
      return
    }
    for (const [index, nodes] of bases.entries()) {
      const last = index === bases.length - 1
      yield [nodes, (last ? readings.slice(index).join(' ') : readings[index]) ?? '']
    }
  }
}

/**
 * Base text and its reading, pair by pair, in whichever order they stand; parentheses for browsers without ruby are left
 * out. https://html.spec.whatwg.org/#the-ruby-element and, for `rb`, `rbc` and `rtc`, https://www.w3.org/TR/ruby/
 */
export const ruby: Handler = (element, flow, scope, conversion) => {
  let segments = new Segments()
  const settle = () => {
    for (const [nodes, reading] of segments.pairs()) emit(nodes, reading, flow, scope, conversion)
    segments = new Segments()
  }
  const visit = (parent: Node) => {
    for (let node = parent.firstChild; node; node = node.nextSibling) {
      const tag = isElement(node) ? tagOf(node) : ''
      if (tag === 'rp') continue
      if (tag === 'rt' || (tag === 'rtc' && isElement(node) && !node.querySelector('rt'))) {
        segments.readings.push(cleanText(plainText(node)))
      } else if (tag === 'rtc' || tag === 'rbc') visit(node)
      else if (isText(node) && node.data.trim() === '' && !segments.loose) continue
      else {
        if (segments.readings.length > 0) settle()
        segments.base(node, tag === 'rb')
      }
    }
  }
  visit(element)
  settle()
}

function emit(nodes: readonly Node[], reading: string, flow: Flow, scope: Scope, conversion: Conversion): void {
  const marks = reading ? withMark(scope.marks, { type: 'ruby', attrs: { text: reading } }) : scope.marks
  for (const node of nodes) conversion.convert(node, flow, { ...scope, marks })
}
