/**
 * Carries what the preload exposed into the page's main world. Functions are called across Playwright's binding; one that
 * is handed over (a listener, or what ends a subscription) is named by a number on its own side.
 */
import type { Page } from 'playwright-core'
import { type PreloadRun, runPreload } from './ipc.ts'

const binding = '__standInForElectron'

type Message =
  | { readonly kind: 'start' }
  | { readonly kind: 'call'; readonly path: readonly string[]; readonly args: readonly unknown[] }
  | { readonly kind: 'returned'; readonly id: number; readonly args: readonly unknown[] }

/** The shape of an exposed API: `async` and `sync` functions, other values as they are. */
type Shape = 'async' | 'sync' | { readonly value: unknown } | { readonly object: Readonly<Record<string, Shape>> }

function shapeOf(value: unknown): Shape {
  if (typeof value === 'function')
    return Object.prototype.toString.call(value) === '[object AsyncFunction]' ? 'async' : 'sync'
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return { object: Object.fromEntries(Object.entries(value).map(([key, child]) => [key, shapeOf(child)])) }
  }
  return { value }
}

/** Runs in the page, before any of its scripts. */
function install([name, shapes]: [string, Record<string, Shape>]): void {
  if (window !== window.top) return
  const page = window as unknown as Record<string, any>
  const send = page[name] as (message: unknown) => Promise<any>
  const listeners = new Map<number, (...args: unknown[]) => void>()
  let count = 0
  const wrap = (value: unknown): unknown => {
    if (typeof value !== 'function') return value
    count += 1
    listeners.set(count, value as () => void)
    return { $function: count }
  }
  Object.defineProperty(page, `${name}Emit`, {
    value: (id: number, args: unknown[]) => listeners.get(id)?.(...args),
  })
  void send({ kind: 'start' })
  const build = (shape: Shape, path: string[]): unknown => {
    if (shape === 'async') return (...args: unknown[]) => send({ kind: 'call', path, args: args.map(wrap) })
    if (shape === 'sync') {
      return (...args: unknown[]) => {
        const answer = send({ kind: 'call', path, args: args.map(wrap) })
        // What the function answers is only known later; the one thing a page may do with it at once is call it.
        return (...late: unknown[]) =>
          void answer.then((value) => send({ kind: 'returned', id: value?.$function, args: late.map(wrap) }))
      }
    }
    if ('value' in shape) return shape.value
    return Object.freeze(
      Object.fromEntries(Object.entries(shape.object).map(([key, child]) => [key, build(child, [...path, key])])),
    )
  }
  for (const [key, shape] of Object.entries(shapes)) {
    Object.defineProperty(page, key, { value: build(shape, [key]), enumerable: true })
  }
}

/** Prepares a page that runs the preload on every load. Answers how to send a message to the loaded page's preload. */
export async function bridge(
  page: Page,
  preload: string,
  sender: () => object,
): Promise<(channel: string, args: readonly unknown[]) => void> {
  let run: PreloadRun = runPreload(preload, sender)
  let generation = 0
  let returned = new Map<number, (...args: unknown[]) => unknown>()
  const shapes = Object.fromEntries([...run.exposed].map(([key, api]) => [key, shapeOf(api)]))

  await page.exposeBinding(binding, async ({ frame }, message: Message) => {
    if (frame !== page.mainFrame()) throw new Error('Only a main frame has a preload.')
    if (message.kind === 'start') {
      generation += 1
      run = runPreload(preload, sender)
      returned = new Map()
      return undefined
    }
    const born = generation
    const unwrap = (value: unknown): unknown => {
      if (typeof value !== 'object' || value === null || !('$function' in value)) return value
      const id = Number(value.$function)
      return (...args: unknown[]) => {
        if (born !== generation) return
        const emit = ([name, id, args]: [string, number, unknown[]]) => (window as any)[name](id, args)
        // A page that is being left no longer listens.
        page.evaluate(emit, [`${binding}Emit`, id, args] as [string, number, unknown[]]).catch(() => {})
      }
    }
    const args = message.args.map(unwrap)
    if (message.kind === 'returned') return returned.get(message.id)?.(...args)
    let target: unknown = Object.fromEntries(run.exposed)
    for (const key of message.path) target = (target as Record<string, unknown>)[key]
    const answer: unknown = await (target as (...args: unknown[]) => unknown)(...args)
    if (typeof answer !== 'function') return answer
    returned.set(returned.size + 1, answer as () => unknown)
    return { $function: returned.size }
  })
  await page.addInitScript(install, [binding, shapes] as [string, Record<string, Shape>])
  return (channel, args) => run.receive(channel, args)
}
