import { isBuiltin } from 'node:module'
import path from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * Who may import whom. A layer is a folder (or file) of the source; `may` lists the layers that it can see besides
 * itself, `node` and `electron` whether it may use those environments.
 */
interface Layer {
  readonly may: readonly LayerName[]
  readonly node: boolean
  readonly electron: boolean
}

type LayerName = keyof typeof layers

const part = { may: ['core'], node: true, electron: false } as const
const layers = {
  core: { may: [], node: false, electron: false },
  capture: part,
  library: part,
  search: part,
  importers: part,
  reader: { may: ['core', 'capture', 'library', 'search', 'importers'], node: true, electron: false },
  composition: { may: ['core', 'capture', 'library', 'search', 'importers', 'reader'], node: true, electron: false },
  http: { may: ['core', 'reader', 'composition'], node: true, electron: false },
  cli: { may: ['core', 'reader', 'composition', 'http'], node: true, electron: false },
  electron: { may: ['core', 'reader', 'composition', 'http'], node: true, electron: true },
  renderer: { may: ['core'], node: false, electron: false },
} as const satisfies Record<string, { may: readonly string[]; node: boolean; electron: boolean }>

export const layerNames = Object.keys(layers) as LayerName[]

export interface Violation {
  readonly file: string
  readonly specifier: string
  readonly reason: string
}

/** The layer of a file, by its path relative to the project with forward slashes; null outside the source folders. */
export function layerOf(file: string): LayerName | null {
  if (file.startsWith('renderer/')) return 'renderer'
  if (file === 'main/postil.ts' || file === 'main/libraryPath.ts') return 'composition'
  if (file === 'main/reader.ts' || file.startsWith('main/reader/')) return 'reader'
  const folder = /^main\/([^/]+)\//.exec(file)?.[1]
  return layerNames.find((name) => name === folder) ?? null
}

function specifiersIn(file: string, source: string): string[] {
  const { module: record, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`)
  const dynamic = record.dynamicImports.map(({ moduleRequest }) =>
    source.slice(moduleRequest.start, moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
  )
  const exported = record.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest ? [moduleRequest.value] : [])),
  )
  return [
    ...new Set([...record.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...dynamic, ...exported]),
  ]
}

function whyForbidden(file: string, from: LayerName, specifier: string): string | null {
  const layer: Layer = layers[from]
  if (specifier === 'electron' || specifier.startsWith('electron/')) {
    return layer.electron ? null : 'only main/electron imports electron'
  }
  if (isBuiltin(specifier)) return layer.node ? null : `${from} runs without Node`
  if (!specifier.startsWith('.')) return null
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier))
  const to = layerOf(target)
  if (to === from || target.startsWith('assets/')) return null
  // A host may tell the version that it is of.
  if (target === 'package.json' && layer.node) return null
  if (to === null) return `${target} is outside the source folders`
  return layer.may.includes(to) ? null : `${from} must not import ${to}`
}

/** Every forbidden import of one source file. */
export function checkImports(file: string, source: string): Violation[] {
  const from = layerOf(file)
  if (from === null) return [{ file, specifier: '', reason: 'belongs to no layer' }]
  return specifiersIn(file, source).flatMap((specifier) => {
    const reason = whyForbidden(file, from, specifier)
    return reason ? [{ file, specifier, reason }] : []
  })
}
