import type { QueryMistake } from '../contract.ts'

/** Tokens that must follow each other; with `prefix`, the last one may go on. */
export interface Term {
  readonly tokens: readonly string[]
  readonly prefix: boolean
}

/** What `in:` narrows the words to. */
export const scopes = ['title', 'text', 'notes', 'quotes'] as const
export type Scope = (typeof scopes)[number]

export const states = ['unread', 'archived', 'favourite', 'trash'] as const
export type State = (typeof states)[number]

export const possessions = ['highlight', 'note', 'image'] as const
export type Possession = (typeof possessions)[number]

export type Condition =
  /** An article's own tag or one of a highlight of it, folded (`foldTag`); with `prefix`, one that begins so. */
  | { readonly field: 'tag'; readonly tag: string; readonly prefix: boolean }
  /** `host`: the end of the host's name, by whole labels (`lemonde.fr`), else null; `words`: of the site's name. */
  | { readonly field: 'site'; readonly host: string | null; readonly words: Term | null }
  /** Words that follow each other in the byline. */
  | { readonly field: 'author'; readonly words: Term }
  /** BCP 47 in lower case; `fr` also stands for `fr-ca`. */
  | { readonly field: 'lang'; readonly lang: string }
  | { readonly field: 'is'; readonly state: State }
  | { readonly field: 'has'; readonly what: Possession }
  /** Saved before this moment, or at it and after; ISO 8601 in UTC, as records have it. */
  | { readonly field: 'before' | 'after'; readonly time: string }

export type Filter = Condition & { readonly negated: boolean }

/** What a query asks for; see `parseQuery`. */
export interface Query {
  /** All of them must be there. */
  readonly wanted: readonly Term[]
  /** None of them may be there. */
  readonly unwanted: readonly Term[]
  /** All must hold; but of several sites, and of several languages, one is enough. */
  readonly filters: readonly Filter[]
  /** Where all words are looked for; everywhere if empty. */
  readonly scopes: readonly Scope[]
  /** What was not understood, in the order it was typed. */
  readonly mistakes: readonly QueryMistake[]
}
