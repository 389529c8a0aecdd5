import { PostilError } from '../core/result.ts'
import type { Library } from '../library/types.ts'
import type { IndexEntry } from '../search/types.ts'
import { contentOf } from './indexer/read.ts'
import type { Checked, Indexer } from './indexer/types.ts'
import { keysOf } from './keys.ts'
import { createPace } from './pace.ts'
import { isLoss, type Texts } from './texts.ts'

interface Parts {
  readonly library: Library
  readonly texts: Texts
  readonly indexer: () => Indexer
  readonly report: (thrown: unknown) => void
}

export interface Settling {
  /** The ids of articles that are there, but not in the index, since nobody can read them. */
  readonly unread: ReadonlySet<string>
  /**
   * Hands the library what the indexer could not take as it is: it merges copies, recovers records, faces tombstones;
   * then they are indexed. Answers the ids of the articles that may look different now.
   * @param damaged hears why an article could not be read, unless the library tells of it anyway
   */
  settle(
    odd: Pick<Checked, 'unusual' | 'strange'>,
    signal: AbortSignal,
    damaged?: (thrown: unknown) => void,
  ): Promise<readonly string[]>
}

export function createSettling({ library, texts, indexer, report }: Parts): Settling {
  const unread = new Set<string>()
  /** Of a library that can only be read, the same ones stay as they are. */
  const faced = new Set<string>()
  let tidied = library.readOnly

  async function readEntry(id: string): Promise<IndexEntry> {
    // Before the records: if they change while they are read, the stamp is too old and the next check sees it.
    const stamp = await library.stamp(id)
    const [article, highlights] = await Promise.all([library.readArticle(id), readHighlights(id)])
    const others = article.versions.filter(({ hash }) => hash !== article.current)
    const earlier = await Promise.all(
      others.map(({ hash }) => library.readDocument(id, hash).catch((thrown: unknown) => losing(thrown, null))),
    )
    const shown = await texts.of(article).catch((thrown: unknown) => losing(thrown, null))
    const there = earlier.filter((document) => document !== null)
    const content = contentOf(article, shown?.document ?? null, there, shown?.text.text ?? '')
    return { article, highlights, keys: keysOf(article), stamp, ...content }
  }

  function readHighlights(id: string) {
    return library.readHighlights(id).catch((thrown: unknown) => {
      // Set aside just now and told of by the library: the article is still of use.
      if (thrown instanceof PostilError && thrown.code === 'recordDamaged') return library.readHighlights(id)
      throw thrown
    })
  }

  /** Merges what is beside the records and faces the tombstone; answers what it failed by. */
  async function handOver({ id, why }: Checked['unusual'][number]): Promise<PostilError | null> {
    if (library.readOnly) {
      if (why === 'buried') faced.add(id)
      return null
    }
    try {
      if (why === 'buried') await library.faceTombstone(id)
      if (why !== 'more') return null
      await library.tidy(id).catch(report)
      await library.settle(id)
      return null
    } catch (thrown) {
      return asFailure(thrown, id)
    }
  }

  async function settleOne(each: Checked['unusual'][number]): Promise<void> {
    const { id, why } = each
    if (why === 'buried' && faced.has(id)) return
    const unsettled = await handOver(each)
    if (unsettled) {
      // What cannot be merged (a full disk, a newer Postil's copy) keeps no article out of the list.
      report(unsettled)
      return indexer().giveUp(id, await readEntry(id))
    }
    const { unusual } = await indexer().refresh([id], { settled: true })
    if (unusual.length > 0) await indexer().put([await readEntry(id)])
  }

  return {
    unread,
    async settle({ unusual, strange }, signal, damaged) {
      const settled: string[] = []
      const pace = createPace()
      if (!tidied) {
        tidied = true
        await library.tidy().catch(report)
      }
      // What was still being written the last time doesn't look different to the indexer when it is done.
      const unfinished = library.takeUnfinished()
      const again = unfinished.filter((id) => id !== '').map((id) => ({ id, why: 'more' as const }))
      if ((strange.length > 0 || unfinished.includes('')) && !library.readOnly) {
        const merged = await library.settleLibrary().catch((thrown: unknown) => {
          report(thrown)
          return []
        })
        settled.push(...merged)
        await indexer().refresh(merged, { settled: true })
      }
      for (const each of [...unusual, ...again]) {
        if (signal.aborted) break
        await pace()
        try {
          await settleOne(each)
          unread.delete(each.id)
          settled.push(each.id)
        } catch (thrown) {
          const failure = asFailure(thrown, each.id)
          if (failure.code === 'indexDamaged' || failure.code === 'diskFull') throw failure
          unread.add(each.id)
          await indexer().giveUp(each.id)
          damaged?.(failure)
        }
      }
      return settled
    },
  }
}

/** The system's errors are those of this one article; everything else that is no PostilError is nobody's fault but ours. */
function asFailure(thrown: unknown, id: string): PostilError {
  if (thrown instanceof PostilError) return thrown
  if (!(thrown instanceof Error) || !('syscall' in thrown)) throw thrown
  const reason = 'code' in thrown ? String(thrown.code) : thrown.message
  return new PostilError('fileUnreadable', { path: `articles/${id}`, reason }, { cause: thrown })
}

/** What is lost of one article is told of by the library. */
function losing<T>(thrown: unknown, instead: T): T {
  if (isLoss(thrown)) return instead
  throw thrown
}
