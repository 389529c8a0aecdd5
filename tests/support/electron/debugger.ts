import { EventEmitter } from 'node:events'
import type { CDPSession, Page } from 'playwright-core'

/** `webContents.debugger`: the DevTools protocol of the real Chromium behind the window. */
export class Debugger extends EventEmitter {
  readonly opening: () => Promise<Page>
  session: Promise<CDPSession> | null = null

  constructor(opening: () => Promise<Page>) {
    super()
    this.opening = opening
  }
  isAttached(): boolean {
    return this.session !== null
  }
  attach(_version?: string): void {
    if (this.session) throw new Error('Debugger is already attached to the target')
    this.session = this.opening().then(async (page) => {
      const session = await page.context().newCDPSession(page)
      session.on('event', ({ method, params }) => this.emit('message', {}, method, params ?? {}, ''))
      session.on('close', () => {
        this.session = null
        this.emit('detach', {}, 'target closed')
      })
      return session
    })
    this.session.catch(() => {})
  }
  async sendCommand(method: string, params: object = {}): Promise<unknown> {
    if (!this.session) throw new Error('No target available')
    const session = await this.session
    const send: (method: any, params: any) => Promise<unknown> = session.send.bind(session)
    return send(method, params)
  }
}
