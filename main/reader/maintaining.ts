import type { Repair } from '../core/contract.ts'
import { idSchema } from '../core/model/article.ts'
import type { UseCases } from './calls.ts'
import { type Context, changed } from './context.ts'

type Maintaining = Pick<UseCases, 'getSettings' | 'updateSettings' | 'libraryStatus' | 'verifyLibrary' | 'reindex'>

/** Settings, and how the library is. */
export function maintainingCases(context: Context): Maintaining {
  const { library, indexing, tasks } = context

  /** Files were mended behind the index's back. */
  async function lookAgain(repairs: readonly Repair[]): Promise<void> {
    const named = repairs.flatMap(({ path }) => path.split(/[/.]/).filter((part) => idSchema.safeParse(part).success))
    await indexing.catchUp().catch(context.report)
    await changed(context, [...new Set(named)])
  }

  return {
    // Damaged ones are set aside by the first look and told of by libraryStatus; they must not keep the window shut.
    getSettings: () => library.readSettings().catch(() => library.readSettings()),
    updateSettings: ({ patch }) => {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      return library.updateSettings((settings) => ({ ...settings, ...given }))
    },
    libraryStatus: async () => ({
      path: library.path,
      articles: await indexing.ask((index) => index.counts().all),
      readOnly: library.readOnly,
      newerFormat: library.newerFormat,
      indexed: indexing.current,
      problems: library.problems(),
    }),
    verifyLibrary: ({ task, repair = false }) =>
      tasks.run(task, async ({ signal, progress }) => {
        const onProgress = (done: number, total: number) => progress('verify', done, total)
        const { checked, problems, repairs } = await library.verify({ repair, signal, onProgress })
        if (repairs.length > 0) await lookAgain(repairs)
        return { checked, problems, repairs }
      }),
    reindex: ({ task }) =>
      tasks.run(task, async ({ signal, progress }) => ({
        articles: await indexing.rebuild({ signal, onProgress: (done, total) => progress('index', done, total) }),
      })),
  }
}
