import type { UseCases } from './calls.ts'
import type { Context } from './context.ts'

type Searching = Pick<UseCases, 'listArticles' | 'search' | 'listTags'>

/** Finding articles: all of it is answered by the index. */
export function searchingCases({ indexing }: Context): Searching {
  return {
    listArticles: (query) => indexing.ask((index) => index.list(query)),
    search: (query) => indexing.ask((index) => index.search(query)),
    listTags: async () => ({ tags: await indexing.ask((index) => index.tags()) }),
  }
}
