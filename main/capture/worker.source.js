/**
 * The extraction worker when Postil runs from its sources (the command line, the browser host, tests); a bundle has one
 * of its own and no use for this file. Node strips types by a WebAssembly program, and V8 can crash when two threads of a
 * process tier up such programs at the same time (seen in WasmImportWrapperCache::Free). The main thread has WebAssembly
 * of its own, so this one strips types by native code.
 */
import { readFileSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'
import { transformSync } from 'rolldown/utils'

registerHooks({
  load(url, context, next) {
    if (!url.endsWith('.ts')) return next(url, context)
    const file = fileURLToPath(url)
    const { code, errors } = transformSync(file, readFileSync(file, 'utf8'))
    if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0]?.message}`)
    return { format: 'module', source: code, shortCircuit: true }
  },
})

const { default: run, inert } = await import('./worker.ts')

export { inert }
export default run
