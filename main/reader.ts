import type { Capture } from './capture/types.ts'
import type { ReaderApi } from './core/contract.ts'
import type { Library } from './library/types.ts'
import { backingCases } from './reader/backing.ts'
import { bindCalls, type UseCases } from './reader/calls.ts'
import type { Context, WelcomeLocale } from './reader/context.ts'
import { createEmitter } from './reader/events.ts'
import { exportingCases } from './reader/exporting.ts'
import { highlightingCases } from './reader/highlighting.ts'
import { keepHouse } from './reader/housekeeping.ts'
import { importingCases } from './reader/importing.ts'
import { createIndexing } from './reader/indexing.ts'
import { maintainingCases } from './reader/maintaining.ts'
import { createPictures, picturesCases } from './reader/pictures.ts'
import { savingCases } from './reader/saving.ts'
import { searchingCases } from './reader/searching.ts'
import { shelvingCases } from './reader/shelving.ts'
import { createTasks } from './reader/tasks.ts'
import { createTexts } from './reader/texts.ts'
import { trashCases } from './reader/trash.ts'
import type { OwnedIndex } from './search/types.ts'

export interface ReaderParts {
  readonly library: Library
  /** May be empty or behind: it is brought up to date from the files. */
  readonly search: OwnedIndex
  readonly capture: Capture
  readonly clock: () => Date
  /** A new ULID, later ones greater. */
  readonly ids: () => string
  /** HTML of the welcome article. */
  readonly welcome: (locale: WelcomeLocale) => Promise<string>
  /** Hears of what went wrong where no caller is there to be told. */
  readonly report: (thrown: unknown) => void
  /** How long a text waits for its pictures before it is stored without them, in milliseconds. */
  readonly patience?: number | undefined
  /** For hosts that stay open: daily backups, what has been in the trash for long, what other programs change. */
  readonly housekeeping?: boolean
  /** The indexing thread's file; without one, the index is written in this thread. */
  readonly indexerUrl?: URL | undefined
}

export interface Reader {
  readonly api: ReaderApi
  /** Resolves when the index has caught up with the files. Never rejects. */
  readonly ready: () => Promise<void>
  /** Stops tasks and closes the index; the library and capture belong to whom made them. */
  close(): Promise<void>
}

/** The use cases: what can be done with a library, whoever asks. */
export function createReader(parts: ReaderParts): Reader {
  const { library, search, capture, clock, ids, welcome, report, patience, housekeeping = false, indexerUrl } = parts
  const { on, emit } = createEmitter(report)
  const tasks = createTasks(emit)
  const texts = createTexts(library)
  const indexing = createIndexing({
    library,
    texts,
    index: search,
    changed: (ids) => emit('libraryChanged', { ids }),
    progress: (done, total) => emit('progress', { task: 'index', step: 'index', done, total }),
    report,
    threadUrl: indexerUrl,
    watchful: housekeeping,
  })
  const pictures = createPictures({ library, indexing, capture, texts, emit, report, patience })
  const context: Context = { library, indexing, capture, pictures, texts, tasks, emit, clock, ids, welcome, report }

  const useCases: UseCases = {
    ...savingCases(context),
    ...picturesCases(context),
    ...shelvingCases(context),
    ...searchingCases(context),
    ...highlightingCases(context),
    ...exportingCases(context),
    ...importingCases(context),
    ...maintainingCases(context),
    ...backingCases(context),
    ...trashCases(context),
  }
  indexing.catchUp().catch(() => {})
  const endHousekeeping = housekeeping ? keepHouse(context) : async () => {}
  return {
    api: { ...bindCalls(useCases), on },
    ready: () => indexing.ready,
    async close() {
      tasks.cancelAll()
      await endHousekeeping()
      await indexing.close()
    },
  }
}
