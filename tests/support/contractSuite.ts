/**
 * The contract between the library and everything that shows or drives it, as tests that don't know by which way they
 * reach it. Each host's test file calls `describeContract` with a function that opens a library.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MethodName, methodNames, type ReaderApi } from '../../main/core/contract.ts'
import { errorCodes } from '../../main/core/errors.ts'
import type { Result } from '../../main/core/result.ts'
import { exchangeContract } from './contract/exchange.ts'
import { highlightContract } from './contract/highlights.ts'
import { saveContract } from './contract/saves.ts'
import { shelfContract } from './contract/shelves.ts'
import { upkeepContract } from './contract/upkeep.ts'
import { type Site, startSite } from './site.ts'

export interface ContractHost {
  readonly reader: ReaderApi
  close(): Promise<void>
}

/** What a contract test works with; valid while a test runs. */
export interface Bench {
  readonly reader: ReaderApi
  readonly site: Site
  readonly libraryPath: string
  /** Closes the library and opens it again, as the next start would. */
  reopen(): Promise<void>
}

/** `makeHost` opens the library in the given folder, which does not exist at first. */
export function describeContract(name: string, makeHost: (libraryPath: string) => Promise<ContractHost>): void {
  describe(`the contract, ${name}`, () => {
    let site: Site
    let folder: string
    let host: ContractHost
    const answered = new Set<MethodName>()

    /** Notes which methods were seen to answer well, so that none is left out. */
    const watched = (reader: ReaderApi): ReaderApi => {
      const watch = (method: MethodName) => async (params: never) => {
        const call: (params: never) => Promise<Result<unknown>> = reader[method]
        const result = await call(params)
        if (result.ok) answered.add(method)
        return result
      }
      return { ...Object.fromEntries(methodNames.map((method) => [method, watch(method)])), on: reader.on } as ReaderApi
    }

    beforeAll(async () => {
      site = await startSite()
    })
    afterAll(async () => {
      await site.close()
    })
    beforeEach(async () => {
      folder = await mkdtemp(join(tmpdir(), 'postil-contract-'))
      host = await makeHost(join(folder, 'library'))
    })
    afterEach(async () => {
      await host.close()
      await rm(folder, { recursive: true, force: true })
    })

    let kept: { host: ContractHost; reader: ReaderApi } | null = null
    const bench: Bench = {
      get reader() {
        if (kept?.host !== host) kept = { host, reader: watched(host.reader) }
        return kept.reader
      },
      get site() {
        return site
      },
      get libraryPath() {
        return join(folder, 'library')
      },
      async reopen() {
        await host.close()
        host = await makeHost(join(folder, 'library'))
      },
    }

    test.each(methodNames)('%s says what is wrong with its parameters', async (method) => {
      const call: (params: never) => Promise<Result<unknown>> = bench.reader[method]
      const result = await call({ nonsense: true } as never)
      expect(result).toMatchObject({ ok: false, error: { code: 'paramsInvalid', details: { method } } })
      if (!result.ok) {
        expect(errorCodes).toContain(result.error.code)
        expect(result.error.message).toContain(method)
        expect(result.error.message).not.toMatch(/\{[a-z]+\}/i)
      }
    })

    saveContract(bench)
    shelfContract(bench)
    highlightContract(bench)
    exchangeContract(bench)
    upkeepContract(bench)

    test('every method of the contract has answered well in these tests', () => {
      expect(methodNames.filter((method) => !answered.has(method))).toEqual([])
    })
  })
}
