import { describe, expect, it } from 'vitest'
import { checkImports, layerOf } from '../support/layers.ts'

const reasons = (file: string, source: string) => checkImports(file, source).map(({ reason }) => reason)

describe('the layer rule', () => {
  // Each forbidden edge of the design, planted.
  it.each([
    ['main/core/text.ts', `import fs from 'node:fs'`],
    ['main/core/text.ts', `import fs from 'fs'`],
    ['main/core/text.ts', `import { app } from 'electron'`],
    ['main/core/text.ts', `import '../library/index.ts'`],
    ['main/core/text.ts', `export { x } from '../reader.ts'`],
    ['main/core/deep/text.ts', `import '../../../renderer/main.tsx'`],
    ['main/capture/index.ts', `import '../library/index.ts'`],
    ['main/capture/index.ts', `import type { Library } from '../library/types.ts'`],
    ['main/library/index.ts', `import '../search/index.ts'`],
    ['main/search/index.ts', `import '../library/index.ts'`],
    ['main/importers/index.ts', `const x = await import('../capture/index.ts')`],
    ['main/library/index.ts', `import '../reader.ts'`],
    ['main/library/index.ts', `import { app } from 'electron'`],
    ['main/reader.ts', `import './http/server.ts'`],
    ['main/reader.ts', `import { app } from 'electron'`],
    ['main/http/server.ts', `import '../library/index.ts'`],
    ['main/http/server.ts', `import '../cli/entry.ts'`],
    ['main/cli/entry.ts', `import '../electron/entry.ts'`],
    ['main/cli/entry.ts', `import { app } from 'electron'`],
    ['main/electron/entry.ts', `import '../search/index.ts'`],
    ['renderer/api/client.ts', `import '../../main/reader.ts'`],
    ['renderer/api/client.ts', `import '../../main/library/index.ts'`],
    ['renderer/api/client.ts', `import fs from 'node:fs'`],
    ['renderer/api/client.ts', `import { ipcRenderer } from 'electron'`],
    ['renderer/api/client.ts', `import '../../tests/support/fake.ts'`],
    ['main/http/server.ts', `import '../../tests/support/fake.ts'`],
    ['main/core/text.ts', `import about from '../../package.json' with { type: 'json' }`],
    ['renderer/api/client.ts', `import about from '../../package.json'`],
  ])('refuses in %s: %s', (file, source) => {
    expect(reasons(file, source)).toHaveLength(1)
  })

  it.each([
    ['main/core/text.ts', `import { z } from 'zod'; import './deep/other.ts'`],
    ['main/capture/index.ts', `import fs from 'node:fs'; import '../core/result.ts'`],
    ['main/reader.ts', `import './library/index.ts'; import './core/contract.ts'`],
    ['main/postil.ts', `import './reader.ts'; import './search/index.ts'`],
    ['main/electron/entry.ts', `import { app } from 'electron'; import '../http/server.ts'; import '../postil.ts'`],
    ['main/cli/program.ts', `import about from '../../package.json' with { type: 'json' }`],
    ['renderer/api/client.ts', `import '../../main/core/contract.ts'; import React from 'react'`],
  ])('lets pass in %s: %s', (file, source) => {
    expect(reasons(file, source)).toEqual([])
  })

  it('names the layer of every source file, and of none else', () => {
    expect(layerOf('main/reader/exports.ts')).toBe('reader')
    expect(layerOf('main/electron/preload.ts')).toBe('electron')
    expect(layerOf('tests/core/a.test.ts')).toBeNull()
    expect(reasons('main/stray.ts', '')).toEqual(['belongs to no layer'])
  })
})
