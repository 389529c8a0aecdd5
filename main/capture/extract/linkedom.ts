import { parseHTML } from 'linkedom'

/** What nodes inherit from instead: none of ours is ever listened to. */
class Silent {}

/**
 * linkedom gives every node a map of its listeners, kept in one WeakMap; on a large page they cost a third of all time,
 * most of it in the garbage collector. A class asks its parent anew at each construction, so that another parent for
 * linkedom's `Node` spares them all.
 */
function silenceNodes(): void {
  let type: unknown = parseHTML('<p></p>').document.querySelector('p')?.constructor
  while (typeof type === 'function') {
    const parent: unknown = Object.getPrototypeOf(type)
    if (typeof parent === 'function' && parent.name === 'DOMEventTarget') Object.setPrototypeOf(type, Silent)
    type = parent
  }
}
silenceNodes()

/** As linkedom gives them back: one space between two names. */
function tidied(names: string): string {
  return /^\s|\s\s|[^\S ]|\s$/.test(names) ? names.trim().replace(/\s+/g, ' ') : names
}

/**
 * linkedom keeps every element's classes as a set, made while parsing and joined again whenever somebody asks for them,
 * which is several times for every element of a page. Here `class` is an attribute like the others, and `classList` is
 * made of it when it is asked for.
 */
function plainClasses(): void {
  const sample = parseHTML('<p></p>').document.querySelector('p')
  let type: object | null = sample && Object.getPrototypeOf(sample)
  while (type && !Object.hasOwn(type, 'classList')) type = Object.getPrototypeOf(type)
  const ListOf: unknown = sample?.classList.constructor
  if (!type || typeof ListOf !== 'function') return
  Object.defineProperties(type, {
    className: {
      configurable: true,
      get(this: Element): string {
        return this.getAttributeNode('class')?.value ?? ''
      },
      set(this: Element, value: unknown) {
        const names = tidied(String(value))
        const attribute = this.getAttributeNode('class')
        if (attribute === null) {
          const made = this.ownerDocument.createAttribute('class')
          made.value = names
          this.setAttributeNode(made)
        } else if (attribute.value !== names) attribute.value = names
      },
    },
    classList: {
      configurable: true,
      get(this: Element): unknown {
        return Reflect.construct(ListOf, [this])
      },
    },
  })
}
plainClasses()

export { parseHTML }
