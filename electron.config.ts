import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { eventNames, methodNames } from './main/core/contract.ts'

const root = import.meta.dirname

/**
 * Three bundles: the main process with the capture and indexing threads beside it (packages from `dependencies` stay imports and are
 * shipped in node_modules), the preload as one CommonJS file, which a sandboxed window demands, and the window.
 */
export default defineConfig({
  main: {
    build: {
      outDir: resolve(root, 'out/main'),
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/electron/entry.ts'),
          worker: resolve(root, 'main/capture/worker.ts'),
          indexer: resolve(root, 'main/reader/indexer/worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    // The names alone: importing the contract would put its schemas, and zod, in front of every page.
    define: {
      POSTIL_METHODS: JSON.stringify(methodNames),
      POSTIL_EVENTS: JSON.stringify(eventNames),
    },
    build: {
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve(root, 'main/electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      minify: true,
      // Inlined assets would be data: URLs; fonts as files keep the policy's font-src at 'self'.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'renderer/index.html') },
    },
  },
})
