import { describe, expect, it } from 'vitest'
import { type Events, eventNames, methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { fail, ok } from '../../main/core/result.ts'
import { callChannel, createBridge, shellEvents } from '../../main/electron/channels.ts'
import { bindIpc } from '../../main/electron/ipc.ts'
import type { SenderFrame } from '../../main/electron/trust.ts'
import { fakeIpc } from '../support/fakeIpc.ts'

/** Answers each call with its own name and parameters. */
function echo() {
  const listeners = new Map<string, Set<(data: never) => void>>()
  const calls = Object.fromEntries(methodNames.map((name) => [name, async (params: unknown) => ok({ name, params })]))
  const reader = {
    ...calls,
    on(name: string, listener: (data: never) => void) {
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(listener))
      return () => set.delete(listener)
    },
  } as unknown as ReaderApi
  const emit = <E extends keyof Events>(name: E, data: Events[E]): void => {
    for (const listener of listeners.get(name) ?? []) listener(data as never)
  }
  return { reader, emit, listening: () => [...listeners.values()].reduce((sum, set) => sum + set.size, 0) }
}

const names = { methods: methodNames, events: [...eventNames, ...shellEvents] }

function connect(reader: ReaderApi, frame?: SenderFrame | null) {
  const ipc = frame === undefined ? fakeIpc() : fakeIpc(frame)
  const unbind = bindIpc(ipc.main, reader, () => [ipc.window])
  return { ...ipc, unbind, bridge: createBridge(ipc.renderer, names) }
}

describe('IPC', () => {
  it('binds every method of the contract, and nothing else', () => {
    const { channels, unbind } = connect(echo().reader)
    expect(channels().sort()).toEqual(methodNames.map(callChannel).sort())
    unbind()
    expect(channels()).toEqual([])
  })

  it('carries parameters and answers of each method', async () => {
    const { bridge } = connect(echo().reader)
    for (const method of methodNames) {
      const params = { text: '« Été »', nested: [1, null] }
      expect(await bridge.call(method, params)).toEqual(ok({ name: method, params }))
    }
    expect(await bridge.call('listTags', undefined)).toEqual(ok({ name: 'listTags', params: {} }))
  })

  it.each([
    ['another site', { url: 'https://evil.example/', parent: null }, 'https://evil.example/'],
    ['a frame inside the window', { url: 'postil://app/', parent: {} }, 'postil://app/'],
    ['a look-alike', { url: 'postil://app.evil/', parent: null }, 'postil://app.evil/'],
    ['a frame that is gone', null, ''],
  ])('refuses a call from %s before the reader hears of it', async (_name, frame, origin) => {
    let asked = false
    const { reader } = echo()
    const watched = new Proxy(reader, {
      get: (target, key, receiver) => {
        if (key !== 'on') asked = true
        return Reflect.get(target, key, receiver)
      },
    })
    const { bridge } = connect(watched, frame)
    expect(await bridge.call('libraryStatus', {})).toEqual(fail('originRefused', { origin }))
    expect(asked).toBe(false)
  })

  it('knows no other method, whatever it is called', async () => {
    const { bridge } = connect(echo().reader)
    for (const method of ['on', 'close', 'constructor', '__proto__', 'toString', '', 'SAVEURL']) {
      expect(await bridge.call(method, {})).toEqual(fail('methodUnknown', { method }))
    }
  })

  it('answers with a code when the reader breaks its promise not to throw', async () => {
    const broken = { ...echo().reader, listTags: () => Promise.reject(new Error('boom')) }
    const { bridge } = connect(broken)
    expect(await bridge.call('listTags', {})).toEqual(fail('internal', { reason: 'boom' }))
  })

  it('answers connectionLost when nobody is there, or when the parameters cannot travel', async () => {
    const { bridge, unbind } = connect(echo().reader)
    expect(await bridge.call('listTags', { nope: () => {} })).toEqual(fail('connectionLost'))
    unbind()
    expect(await bridge.call('listTags', {})).toEqual(fail('connectionLost'))
  })
})

describe('events', () => {
  it('reach the window as plain data until the listener ends it', () => {
    const { reader, emit } = echo()
    const { bridge } = connect(reader)
    const heard: unknown[] = []
    const end = bridge.on('libraryChanged', (data) => heard.push(data))
    const again = bridge.on('libraryChanged', (data) => heard.push(data))
    emit('libraryChanged', { ids: ['a'] })
    emit('progress', { task: 't', step: 'fetch', done: 0, total: null })
    expect(heard).toEqual([{ ids: ['a'] }, { ids: ['a'] }])
    end()
    end()
    emit('libraryChanged', { ids: null })
    expect(heard).toHaveLength(3)
    again()
    emit('libraryChanged', { ids: null })
    expect(heard).toHaveLength(3)
  })

  it('that nobody named are not heard', () => {
    const { reader } = echo()
    const { bridge, window } = connect(reader)
    const heard: unknown[] = []
    bridge.on('secrets', (data) => heard.push(data))()
    bridge.on('secrets', (data) => heard.push(data))
    window.send('postil:event', 'secrets', 1)
    window.send('postil:event', { toString: 'progress' }, 1)
    expect(heard).toEqual([])
  })

  it('stop with a closed window and with unbinding', () => {
    const { reader, emit, listening } = echo()
    const { destroy, unbind } = connect(reader)
    expect(listening()).toBe(eventNames.length)
    destroy()
    expect(() => emit('libraryChanged', { ids: null })).not.toThrow()
    unbind()
    expect(listening()).toBe(0)
  })
})
