import { describe, expect, it } from 'vitest'
import { placePictures } from '../../../main/capture/images/place.ts'
import run from '../../../main/capture/worker.ts'
import { documentProblem } from '../../../main/core/document/parse.ts'
import { sourceFiles } from '../../support/sources/files.ts'
import { mutate } from '../../support/sources/mutate.ts'

const ROUNDS = Number(process.env.FUZZ_ROUNDS ?? 150)

describe('damaged files', () => {
  it.each(Object.entries(sourceFiles))('%s: an article that fits the schema, or a coded error', async (name, bytes) => {
    const codes = new Set<string>()
    for (let seed = 0; seed < ROUNDS; seed++) {
      const answer = await run({ page: mutate(bytes, seed), contentType: '', contentLanguage: null, name, url: null })
      if (answer.ok) expect(documentProblem(placePictures(answer.value.document, new Map())), `seed ${seed}`).toBeNull()
      else codes.add(answer.error.code)
      expect(codes.has('internal'), `seed ${seed}: ${JSON.stringify(answer)}`).toBe(false)
    }
  })
})
