import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'

type Maintaining = Pick<UseCases, 'getSettings' | 'updateSettings' | 'libraryStatus' | 'verifyLibrary' | 'reindex'>

/** Settings, and how the library is. */
export function maintainingCases({ library, indexing, tasks }: Context): Maintaining {
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
    verifyLibrary: ({ task }) =>
      tasks.run(task, async ({ signal, progress }) => {
        const onProgress = (done: number, total: number) => progress('verify', done, total)
        const { checked, problems } = await library.verify({ signal, onProgress })
        return { checked, problems, repairs: [] }
      }),
    reindex: ({ task }) =>
      tasks.run(task, async ({ signal, progress }) => ({
        articles: await indexing.rebuild({ signal, onProgress: (done, total) => progress('index', done, total) }),
      })),
  }
}
