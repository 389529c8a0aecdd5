import type { Problem } from '../core/contract.ts'
import { type Article, articleSchema } from '../core/model/article.ts'
import { highlightsFileSchema } from '../core/model/highlight.ts'
import { defaultSettings, settingsSchema } from '../core/model/settings.ts'
import { PostilError } from '../core/result.ts'
import { addVersion } from './add-version.ts'
import { backupCalls } from './backup/calls.ts'
import { assertWritable, at, problemOf } from './context.ts'
import { createArticle } from './create-article.ts'
import { sizeIfThere } from './files.ts'
import { guardedQueue, isHeld } from './guard.ts'
import { absence, decodeDocument, decodeOriginal, preparePage, readImmutable } from './immutable.ts'
import { layout } from './layout.ts'
import { readMedia } from './media.ts'
import type { Opened } from './open.ts'
import { Queues } from './queues.ts'
import { readRecord, updateRecord } from './record.ts'
import {
  noHighlights,
  parseArticle,
  parseHighlights,
  parseSettings,
  viewArticle,
  viewHighlights,
  viewSettings,
} from './records.ts'
import { renamed, replaceDocument } from './replace-document.ts'
import { settleArticle, settleRecords } from './settle.ts'
import { settleLibrary } from './settle-library.ts'
import { NO_RECORDS, stampOf } from './stamps.ts'
import { tidyArticle, tidyLibrary } from './tidy.ts'
import { tombstoneIds } from './tombstones.ts'
import { discardMedia, faceTombstone, purgeArticle } from './trash.ts'
import type { Library } from './types.ts'
import { verifyLibrary } from './verify/index.ts'

/** The calls of `Library` on an open folder. Every record has a queue of its own; so has the making of articles. */
export function libraryOn({ context, id: libraryId, lock, newerFormat }: Opened): Library {
  const queues = new Queues()
  let closed = false

  const queued = guardedQueue(
    (key, work) => {
      if (closed) return Promise.reject(new Error('the library is closed'))
      return queues.run(key, work)
    },
    lock,
    context.root,
  )

  function lockedOut(): Problem {
    return problemOf(new PostilError('libraryLocked', { path: context.root }), layout.lock)
  }

  async function notThere(id: string): Promise<PostilError> {
    const folder = await sizeIfThere(context.files, at(context, layout.folder(id)))
    return folder === null ? new PostilError('articleNotFound', { id }) : absence(context, layout.article(id))
  }

  async function assertThere(id: string): Promise<void> {
    if ((await sizeIfThere(context.files, at(context, layout.folder(id)))) === null) {
      throw new PostilError('articleNotFound', { id })
    }
  }

  async function readArticle(id: string): Promise<Article> {
    const path = layout.article(id)
    return queued(path, async () => {
      const article = await readRecord(context, path, (bytes) => viewArticle(bytes, id))
      if (article === null) throw await notThere(id)
      return article
    })
  }

  async function updateArticle(id: string, change: (article: Article) => Article): Promise<Article> {
    const path = layout.article(id)
    return queued(path, async () => {
      return updateRecord(
        context,
        path,
        (bytes) => parseArticle(bytes, id),
        async (before) => {
          if (before === null) throw await notThere(id)
          const after = change(before)
          return after === before ? before : articleSchema.parse({ ...after, id })
        },
      )
    })
  }

  return {
    path: context.root,
    id: libraryId,
    readOnly: context.readOnly,
    newerFormat,

    async stamp(id) {
      const stamp = await stampOf(context, id)
      if (stamp === NO_RECORDS) await assertThere(id)
      return stamp
    },

    preparePage,
    createArticle: (input) => queued('create', () => createArticle(context, input)),

    readArticle,

    updateArticle,

    addVersion: (id, version, change) =>
      queued('create', async () => {
        await assertThere(id)
        const before = await readArticle(id)
        return addVersion(context, id, version, before, (withVersion) =>
          updateArticle(id, (article) => withVersion(change(article))),
        )
      }),

    replaceDocument: async (id, better, change) => {
      await assertThere(id)
      return replaceDocument(context, queued, id, better, change)
    },

    readDocument: async (id, hash) => {
      await assertThere(id)
      const path = layout.content(id, hash)
      return queued(path, () => readImmutable(context, path, hash, decodeDocument))
    },

    readOriginal: async (id, hash) => {
      await assertThere(id)
      const path = layout.original(id, hash)
      return queued(path, () => readImmutable(context, path, hash, decodeOriginal))
    },

    readHighlights: async (id) => {
      const path = layout.highlights(id)
      return queued(path, async () => {
        const file = await readRecord(context, path, (bytes) => viewHighlights(bytes, id))
        if (file === null) await assertThere(id)
        return file?.highlights ?? []
      })
    },

    updateHighlights: async (id, change) => {
      const path = layout.highlights(id)
      return queued(path, async () => {
        await assertThere(id)
        const file = await updateRecord(
          context,
          path,
          (bytes) => parseHighlights(bytes, id),
          (present) => {
            const before = present ?? noHighlights
            const highlights = change(before.highlights)
            if (highlights === before.highlights) return before
            const named = highlights.map((each) => renamed(context, each))
            return highlightsFileSchema.parse({ ...before, highlights: named })
          },
        )
        return file.highlights
      })
    },

    tidy: (id) => (id === undefined ? tidyLibrary(context, queued) : tidyArticle(context, queued, id)),
    settle: (id) => settleArticle(context, queued, id),
    settleLibrary: () => settleLibrary(context, queued),
    takeUnfinished() {
      const taken = [...context.unfinished]
      context.unfinished.clear()
      return taken
    },

    purge: async (id) => {
      assertWritable(context)
      // What this brings along was not in the trash when somebody decided about it.
      if (await settleRecords(context, queued, id)) return null
      return purgeArticle(context, queued, id)
    },
    tombstones: () => tombstoneIds(context),
    faceTombstone: async (id) => {
      if (!context.readOnly) await settleRecords(context, queued, id)
      return faceTombstone(context, queued, id)
    },
    discardMedia: (names) => queued('create', () => discardMedia(context, names)),

    readSettings: () =>
      queued(layout.settings, async () => {
        return (await readRecord(context, layout.settings, viewSettings)) ?? defaultSettings
      }),

    updateSettings: (change) =>
      queued(layout.settings, () =>
        updateRecord(context, layout.settings, parseSettings, (present) => {
          const before = present ?? defaultSettings
          const after = change(before)
          return after === before ? before : settingsSchema.parse(after)
        }),
      ),

    ...backupCalls(context, queued),

    readMedia: (name) => readMedia(context, queued, name),
    keep: () => lock === null || isHeld(lock),
    problems: () =>
      lock === null || isHeld(lock) ? context.problems.list() : [...context.problems.list(), lockedOut()],
    verify: (options = {}) => verifyLibrary({ context, queued, libraryId }, options),

    async close() {
      closed = true
      await queues.idle()
      lock?.release()
    },
  }
}
