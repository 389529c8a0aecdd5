import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Bench } from '../contractSuite.ts'
import { bad, eventually, good, saveParagraphs } from './helpers.ts'

export function upkeepContract(bench: Bench): void {
  /** Once the index has caught up. */
  const indexed = () =>
    eventually(async () => {
      const status = await good(bench.reader.libraryStatus({}))
      return status.indexed ? status : undefined
    })

  describe('upkeep', () => {
    test('settings start with defaults and are kept', async () => {
      const { reader } = bench
      expect(await good(reader.getSettings({}))).toMatchObject({ theme: 'system', fontSize: 19, lastColor: 'yellow' })
      const changed = await good(reader.updateSettings({ patch: { theme: 'dark', fontSize: 22 } }))
      expect(changed).toMatchObject({ theme: 'dark', fontSize: 22, textWidth: 66 })
      await bench.reopen()
      expect(await good(bench.reader.getSettings({}))).toEqual(changed)
      await bad(bench.reader.updateSettings({ patch: { fontSize: 500 } }), 'paramsInvalid')
    })

    test('libraryStatus says where the library is and how it does', async () => {
      await saveParagraphs(bench.reader, 'One.')
      const gone = await saveParagraphs(bench.reader, 'Two.')
      await good(bench.reader.deleteArticles({ ids: [gone] }))
      expect(await indexed()).toEqual({
        path: bench.libraryPath,
        articles: 1,
        readOnly: false,
        newerFormat: null,
        indexed: true,
        problems: [],
      })
    })

    test('an index that was deleted or damaged is built again', async () => {
      const id = await saveParagraphs(bench.reader, 'The albatross came back.')
      await good(bench.reader.addHighlight({ articleId: id, passage: { quote: 'albatross' }, note: 'Coleridge again' }))
      await bench.reopen()
      expect(await good(bench.reader.reindex({ task: 'again' }))).toEqual({ articles: 1 })
      const { hits } = await good(bench.reader.search({ query: 'coleridge' }))
      expect(hits.map(({ article }) => article.id)).toEqual([id])
    })

    test('verifyLibrary finds a file that was tampered with; its article is told of, and the others work', async () => {
      const { reader, libraryPath } = bench
      const fine = await saveParagraphs(reader, 'A sound article.')
      const hurt = await saveParagraphs(reader, 'A poor article.')
      const before = await good(reader.verifyLibrary({ task: 'look' }))
      expect(before.problems).toEqual([])
      expect(before.checked).toBeGreaterThan(3)
      const content = join(libraryPath, 'articles', hurt, 'content')
      const [name = ''] = await readdir(content)
      await writeFile(join(content, name), '{"type":"doc","content":[]}')
      const after = await good(reader.verifyLibrary({}))
      expect(after.problems.map(({ path }) => path)).toContain(join('articles', hurt, 'content', name))
      await good(reader.openArticle({ id: fine }))
    })

    test('verifyLibrary with repair mends what it can, says what it did, and finds nothing the next time', async () => {
      const hurt = await saveParagraphs(bench.reader, 'Une phrase, puis une autre.')
      await good(bench.reader.addHighlight({ articleId: hurt, passage: { quote: 'Une phrase' }, note: 'ملاحظة' }))
      const record = join(bench.libraryPath, 'articles', hurt, 'article.json')
      await rm(`${record}.bak`, { force: true })
      await writeFile(record, '{"version": 2,\n  "title": "Le titre",\n  "tags": [')
      await bench.reopen()
      const { repairs, problems } = await good(bench.reader.verifyLibrary({ repair: true, task: 'mend' }))
      expect(repairs).toMatchObject([{ done: 'mended', path: `articles/${hurt}/article.json` }])
      expect(problems).toEqual([])
      expect(await good(bench.reader.verifyLibrary({}))).toMatchObject({ problems: [], repairs: [] })
      const { article, highlights } = await good(bench.reader.openArticle({ id: hurt }))
      expect([article.title, highlights.map(({ note }) => note)]).toEqual(['Le titre', ['ملاحظة']])
      expect((await good(bench.reader.libraryStatus({}))).problems).toEqual([])
      await bad(bench.reader.verifyLibrary({ repair: 'yes' } as never), 'paramsInvalid')
    })

    test('a record that is not JSON is set aside, told of, and every other article works', async () => {
      const fine = await saveParagraphs(bench.reader, 'A sound article.')
      const hurt = await saveParagraphs(bench.reader, 'A poor article.')
      const folder = join(bench.libraryPath, 'articles', hurt)
      await rm(join(folder, 'article.json.bak'), { force: true })
      await writeFile(join(folder, 'article.json'), '{"version":1,')
      await bench.reopen()
      await bad(bench.reader.openArticle({ id: hurt }), 'recordDamaged')
      const status = await indexed()
      expect(status.problems.map(({ code }) => code)).toContain('recordDamaged')
      await good(bench.reader.openArticle({ id: fine }))
      expect((await good(bench.reader.listArticles({}))).items.map(({ id }) => id)).toEqual([fine])
    })
  })
}
