import type { Debugger } from 'electron'
import { z } from 'zod'

/** The part of Electron's `debugger` that is used here: the Chrome DevTools Protocol, without a window of it. */
export type DebuggerPort = Pick<Debugger, 'attach' | 'sendCommand' | 'on'>

const frameTree = z.object({ frameTree: z.object({ frame: z.object({ id: z.string() }) }) })
const world = z.object({ executionContextId: z.number() })
const evaluated = z.object({
  result: z.object({ value: z.unknown().optional() }),
  exceptionDetails: z.object({ text: z.string() }).optional(),
})
const heap = z.object({ usedSize: z.number() })
const request = z.object({ requestId: z.string() })

/** Requests that a page's content may wait for. */
const AWAITED = /^(?:Script|XHR|Fetch|Stylesheet)$/

export interface Devtools {
  /** Runs a function of page.ts in the page, in a world of its own. Rejects where the page is gone. */
  call<A extends readonly unknown[], R>(inPage: (...args: A) => R, ...args: A): Promise<Awaited<R>>
  /** Of the page's scripts, in bytes. */
  heapUsed(): Promise<number>
  /** Requests that are under way. */
  pending(): number
}

/**
 * Follows a page by the DevTools protocol. Electron's `executeJavaScript` waits until a page has loaded, which some never
 * do; and it has no world beside the page's own from which one could look at a page that is still loading.
 *
 * @param first runs in every frame before the page's own scripts
 */
export async function openDevtools(port: DebuggerPort, first: () => void): Promise<Devtools> {
  const awaited = new Set<string>()
  port.attach('1.3')
  port.on('message', (_event, method, params) => {
    const about = request.safeParse(params)
    if (!about.success) return
    if (method === 'Network.requestWillBeSent' && AWAITED.test(String(params.type))) awaited.add(about.data.requestId)
    if (method === 'Network.loadingFinished' || method === 'Network.loadingFailed') awaited.delete(about.data.requestId)
  })
  await port.sendCommand('Page.enable')
  await port.sendCommand('Network.enable', { maxTotalBufferSize: 0, maxResourceBufferSize: 0 })
  await port.sendCommand('Page.addScriptToEvaluateOnNewDocument', { source: `(${first})()` })
  // A page that nobody looks at would put off what it shows to the one who does.
  await port.sendCommand('Emulation.setFocusEmulationEnabled', { enabled: true })

  /** Anew each time: a world ends with its document, and making one that is there costs nothing. */
  async function ownWorld(): Promise<number> {
    const { frameTree: tree } = frameTree.parse(await port.sendCommand('Page.getFrameTree'))
    const made = await port.sendCommand('Page.createIsolatedWorld', { frameId: tree.frame.id, worldName: 'postil' })
    return world.parse(made).executionContextId
  }

  return {
    async call<A extends readonly unknown[], R>(inPage: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
      const expression = `(${inPage})(...${JSON.stringify(args)})`
      const contextId = await ownWorld()
      const asked = { expression, contextId, returnByValue: true, awaitPromise: true }
      const { result, exceptionDetails } = evaluated.parse(await port.sendCommand('Runtime.evaluate', asked))
      if (exceptionDetails) throw new Error(exceptionDetails.text)
      return result.value as Awaited<R>
    },
    heapUsed: async () => heap.parse(await port.sendCommand('Runtime.getHeapUsage')).usedSize,
    pending: () => awaited.size,
  }
}
