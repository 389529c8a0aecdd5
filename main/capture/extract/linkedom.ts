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

export { parseHTML }
