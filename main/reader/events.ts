import { type EventName, type Events, eventNames } from '../core/contract.ts'

export interface Emitter {
  on<E extends EventName>(event: E, listener: (data: Events[E]) => void): () => void
  emit<E extends EventName>(event: E, data: Events[E]): void
}

/** `report` hears of a listener that threw; the other listeners and the work that told them go on. */
export function createEmitter(report: (thrown: unknown) => void): Emitter {
  const listeners: { readonly [E in EventName]: Set<(data: Events[E]) => void> } = {
    libraryChanged: new Set(),
    progress: new Set(),
  }
  return {
    on(event, listener) {
      if (!eventNames.includes(event)) throw new TypeError(`there is no event named “${event}”`)
      // Its own function, so that a listener given twice is heard twice and ended once.
      const own: typeof listener = (data) => listener(data)
      listeners[event].add(own)
      return () => listeners[event].delete(own)
    },
    emit(event, data) {
      for (const listener of [...listeners[event]]) {
        try {
          listener(data)
        } catch (thrown) {
          report(thrown)
        }
      }
    },
  }
}
