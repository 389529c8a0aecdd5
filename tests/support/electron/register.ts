/**
 * Preloaded with `node --import`: from here on, `electron` is the stand-in. The built main bundle then runs as it is, in
 * Node, and its windows open in Chromium.
 */
import { registerHooks } from 'node:module'

const standIn = new URL('./electron.ts', import.meta.url).href

registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron' || specifier.startsWith('electron/')) return { url: standIn, shortCircuit: true }
    return next(specifier, context)
  },
})
