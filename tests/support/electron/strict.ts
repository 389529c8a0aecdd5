/** What of Electron the stand-in lacks must fail by name, or a test would pass on something that never happened. */
export function strict<T extends object>(name: string, target: T): T {
  return new Proxy(target, {
    get(object, property, receiver) {
      if (property in object || typeof property === 'symbol' || property === 'then') {
        return Reflect.get(object, property, receiver)
      }
      throw new Error(`The stand-in for Electron has no ${name}.${property}; add it in tests/support/electron.`)
    },
  })
}

/** Electron's event with `preventDefault`. */
export function preventable<T extends object>(fields: T): T & { preventDefault(): void; defaultPrevented: boolean } {
  const event = {
    ...fields,
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true
    },
  }
  return event
}
