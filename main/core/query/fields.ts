import type { QueryMistake } from '../contract.ts'
import { isBegunDate, type StartOfDay, startOf } from './dates.ts'
import { hostIn } from './keys.ts'
import { termOf } from './terms.ts'
import { foldTag } from './tokens.ts'
import { type Condition, type Possession, possessions, type Scope, type State, scopes, states } from './types.ts'

/** A value as it was typed, and what is needed to read it. */
export interface Given {
  readonly value: string
  /** The last word, while one types: it may go on. */
  readonly unfinished: boolean
  readonly startOfDay: StartOfDay
}

/**
 * What a `field:value` means. `nothing`: nothing yet, since what is there may still become a value.
 */
export type Meaning =
  | { readonly kind: 'condition'; readonly condition: Condition }
  | { readonly kind: 'scope'; readonly scope: Scope }
  | { readonly kind: 'mistake'; readonly reason: QueryMistake['reason'] }
  | { readonly kind: 'nothing' }

const condition = (meant: Condition): Meaning => ({ kind: 'condition', condition: meant })
const mistake = (reason: QueryMistake['reason']): Meaning => ({ kind: 'mistake', reason })
const nothing: Meaning = { kind: 'nothing' }

const readers = {
  tag: ({ value, unfinished }) =>
    value.includes(',') ? mistake('value') : condition({ field: 'tag', tag: foldTag(value), prefix: unfinished }),
  site({ value, unfinished }) {
    const host = hostOf(value)
    const words = termOf(value, unfinished)
    return host === null && words === null ? mistake('value') : condition({ field: 'site', host, words })
  },
  author({ value, unfinished }) {
    const words = termOf(value, unfinished)
    return words === null ? mistake('value') : condition({ field: 'author', words })
  },
  lang({ value, unfinished }) {
    const lang = plain(value).replaceAll('_', '-')
    if (language.test(lang)) return condition({ field: 'lang', lang })
    return unfinished && begunLanguage.test(lang) ? nothing : mistake('value')
  },
  is: (given) => oneOf<State>(given, states, (state) => condition({ field: 'is', state })),
  has: (given) => oneOf<Possession>(given, possessions, (what) => condition({ field: 'has', what })),
  before: (given) => dated('before', given),
  after: (given) => dated('after', given),
  in: (given) => oneOf<Scope>(given, scopes, (scope) => ({ kind: 'scope', scope })),
} as const satisfies Readonly<Record<string, (given: Given) => Meaning>>

type Field = keyof typeof readers
const names = Object.keys(readers) as readonly Field[]

/** BCP 47, as far as it matters: a language of two or three letters, then subtags. */
const language = /^[a-z]{2,3}(-[a-z0-9]{1,8})*$/
const begunLanguage = /^[a-z](?:[a-z]{1,2}(?:-[a-z0-9]{1,8})*-)?$/

const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase()

function oneOf<T extends string>(
  { value, unfinished }: Given,
  known: readonly T[],
  meant: (value: T) => Meaning,
): Meaning {
  const given = plain(value).replace(/^favor/, 'favour')
  // `favourites`, `notes` and `note`: one or several doesn't matter.
  const found = known.find((name) => name === given || `${name}s` === given || name === `${given}s`)
  if (found !== undefined) return meant(found)
  return unfinished && known.some((name) => name.startsWith(given)) ? nothing : mistake('value')
}

function dated(field: 'before' | 'after', { value, unfinished, startOfDay }: Given): Meaning {
  const time = startOf(value.trim(), startOfDay)
  if (time !== null) return condition({ field, time })
  return unfinished && isBegunDate(value.trim()) ? nothing : mistake('date')
}

const hostName = /^[\p{L}\p{N}][\p{L}\p{N}.-]*$/u

/** The host that a value names, by itself or in an address, without `www.`; null where it can be none. */
function hostOf(value: string): string | null {
  const host = (hostIn(value) ?? plain(value)).replace(/^www\./, '').replace(/\.$/, '')
  return hostName.test(host) ? host : null
}

/** The filter of this name, in any case and width. */
export function fieldNamed(name: string): Field | null {
  const given = plain(name)
  return names.find((known) => known === given) ?? null
}

export function readField(field: Field, given: Given): Meaning {
  if (given.value.trim() === '') return given.unfinished ? nothing : mistake('empty')
  return readers[field](given)
}

/** Beginnings of addresses that have no slashes behind the colon. */
const schemes: ReadonlySet<string> = new Set(['about', 'data', 'doi', 'isbn', 'mailto', 'node', 'tel', 'urn'])
const beginsWithWord = /^[\p{L}\p{N}"“„«「『]/u
const beginsWithNumber = /^\p{N}/u
const likeAName = /^[a-z]{2,12}$/

/**
 * Whether somebody who typed letters, a colon and this meant a filter. One that there is: always. Else only where a
 * value follows at once, and the letters are all small ones, as filters are written, or a slip away from a filter's name
 * (`tga:`, `Autor:`). `12:30`, `https://…`, `localhost:3000`, `Note: this` and `Rousseau:Émile` are text.
 */
export function looksLikeField(name: string, value: string): boolean {
  if (fieldNamed(name) !== null) return true
  if (!beginsWithWord.test(value)) return false
  const given = plain(name)
  if (names.some((known) => known.length > 2 && isSlip(given, known))) return true
  return likeAName.test(name) && !beginsWithNumber.test(value) && !schemes.has(name)
}

/** Whether one letter is missing, too many, another one, or two neighbours changed places. */
function isSlip(given: string, meant: string): boolean {
  const shorter = Math.min(given.length, meant.length)
  let same = 0
  while (same < shorter && given[same] === meant[same]) same++
  const [a, b] = [given.slice(same), meant.slice(same)]
  const swapped = a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2)
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1) || swapped
}
