import { describe, expect, it } from 'vitest'
import type { DocumentJSON } from '../../main/core/document/types.ts'
import type { Article } from '../../main/core/model/article.ts'
import { PostilError } from '../../main/core/result.ts'
import { syncIndex } from '../../main/search/catch-up.ts'
import { article, entry, found, highlight, openAt } from './support.ts'

/** A library of articles in memory; `fail` makes a read of one fail. */
function library(articles: Article[]) {
  const stamps = new Map(articles.map((each) => [each.id, '1']))
  const failing = new Map<string, PostilError[]>()
  const reads: string[] = []
  const find = (id: string): Article => {
    const found = articles.find((each) => each.id === id)
    if (!found) throw new PostilError('articleNotFound', { id })
    return found
  }
  return {
    stamps_: stamps,
    reads,
    failing,
    stamps: async () => new Map([...stamps].sort()),
    readArticle: async (id: string) => {
      reads.push(id)
      return find(id)
    },
    readHighlights: async (id: string) => {
      const failure = failing.get(id)?.shift()
      if (failure) throw failure
      return [highlight(id, 'quoted', 'noted')]
    },
    readDocument: async (id: string): Promise<DocumentJSON> => ({
      type: 'doc',
      content: [{ type: 'paragraph', content: [{ type: 'text', text: `text of ${find(id).title}` }] }],
    }),
  }
}

const readText = (document: DocumentJSON) => document.content[0]?.content?.[0]?.text ?? ''

describe('catching up', () => {
  it('reads what is new or changed, removes what vanished, and leaves the rest', async () => {
    const index = openAt()
    const [same, changed, added] = [
      article({ title: 'Same' }),
      article({ title: 'Changed' }),
      article({ title: 'Added' }),
    ]
    index.put({ article: same, highlights: [], text: 'same', stamp: '1' })
    index.put({ article: { ...changed, title: 'Outdated' }, highlights: [], text: '', stamp: '0' })
    const gone = entry({ title: 'Gone' })
    index.put(gone)
    const files = library([same, changed, added])
    const steps: number[][] = []
    const result = await syncIndex({
      library: files,
      index,
      readText,
      onProgress: (done, total) => steps.push([done, total]),
    })
    expect(result).toEqual({ indexed: 2, removed: 1, damaged: [] })
    expect(files.reads).toEqual([added.id, changed.id])
    expect(found(index, 'text').sort()).toEqual(['Added', 'Changed'])
    expect(found(index, 'noted').sort()).toEqual(['Added', 'Changed'])
    expect(found(index, 'outdated')).toEqual([])
    expect(index.get(gone.article.id)).toBeNull()
    expect(steps).toEqual([
      [0, 2],
      [1, 2],
      [2, 2],
    ])
    expect(await syncIndex({ library: files, index, readText })).toEqual({ indexed: 0, removed: 0, damaged: [] })
  })

  it('skips damaged articles, tells which, and takes them again later', async () => {
    const index = openAt()
    const [good, bad] = [article({ title: 'Good' }), article({ title: 'Bad' })]
    index.put({ article: bad, highlights: [], text: 'old', stamp: '0' })
    const files = library([good, bad])
    const error = new PostilError('recordDamaged', { path: 'quarantine/x' })
    files.failing.set(bad.id, [error, error])
    const result = await syncIndex({ library: files, index, readText })
    expect(result).toMatchObject({ indexed: 1, damaged: [{ id: bad.id, error: { code: 'recordDamaged' } }] })
    expect(found(index, 'good')).toEqual(['Good'])
    expect(index.get(bad.id)).toBeNull()
    expect(await syncIndex({ library: files, index, readText })).toMatchObject({ indexed: 1, damaged: [] })
    expect(found(index, 'bad')).toEqual(['Bad'])
  })

  it('keeps an article whose damaged highlights were only just set aside', async () => {
    const index = openAt()
    const one = article({ title: 'One' })
    const files = library([one])
    files.failing.set(one.id, [new PostilError('recordDamaged', { path: 'quarantine/x' })])
    expect(await syncIndex({ library: files, index, readText })).toEqual({ indexed: 1, removed: 0, damaged: [] })
  })

  it('does not undo what others index meanwhile', async () => {
    const index = openAt()
    const one = article({ title: 'Old' })
    const files = library([one])
    const readDocument = async (id: string) => {
      const document = await files.readDocument(id)
      index.put({ article: { ...one, title: 'New' }, highlights: [], text: '', stamp: '2' })
      return document
    }
    await syncIndex({ library: { ...files, readDocument }, index, readText })
    expect(index.get(one.id)?.title).toBe('New')
    expect(index.stampOf(one.id)).toBe('2')
  })

  it('does not remove an article that is made while it looks', async () => {
    const index = openAt()
    const files = library([])
    const made = entry({ title: 'Made' })
    const stamps = async () => {
      const before = await files.stamps()
      index.put(made)
      return before
    }
    await syncIndex({ library: { ...files, stamps }, index, readText })
    expect(index.get(made.article.id)?.title).toBe('Made')
  })

  it('gives way between articles and can be stopped; what was done stays', async () => {
    const index = openAt()
    const files = library(Array.from({ length: 20 }, (_, number) => article({ title: `A${number}` })))
    const stop = new AbortController()
    let turns = 0
    const others = setInterval(() => {
      turns++
      if (turns === 2) stop.abort()
    }, 0)
    const slow = {
      ...files,
      readArticle: async (id: string) => {
        await new Promise((resolve) => setTimeout(resolve, 2))
        return files.readArticle(id)
      },
    }
    const run = syncIndex({ library: slow, index, readText, signal: stop.signal })
    await expect(run).rejects.toMatchObject({ code: 'cancelled' })
    clearInterval(others)
    expect(index.stamps().size).toBeLessThan(20)
    await syncIndex({ library: files, index, readText })
    expect(index.stamps().size).toBe(20)
  })
})
