import type { SQLInputValue } from 'node:sqlite'
import type { Shelf } from '../core/contract.ts'
import type { Filter, Possession, Query, State, Term } from '../core/query/types.ts'
import { columnsOf, matchOf } from './query.ts'

/** Conditions on a row of `article`, all of which must hold, and the values of their places in order. */
export interface Conditions {
  readonly parts: readonly string[]
  readonly values: readonly SQLInputValue[]
}

interface Condition {
  readonly sql: string
  readonly values: readonly SQLInputValue[]
}

/**
 * The shelf that a query is about. Who asks for the trash means it, wherever they are; and nothing that is being read is
 * archived.
 */
export function shelfOf({ filters }: Query, shelf: Shelf): Shelf {
  const asks = (state: State) =>
    filters.some((filter) => filter.field === 'is' && filter.state === state && !filter.negated)
  if (asks('trash')) return 'trash'
  return shelf === 'reading' && asks('archived') ? 'archive' : shelf
}

/** Everything that a query asks of an article. */
export function conditionsOf(query: Query): Conditions {
  const columns = columnsOf(query.scopes)
  const wanted = matchOf(query.wanted, 'AND', columns)
  const unwanted = matchOf(query.unwanted, 'OR', columns)
  const { parts, values } = filterConditions(query.filters)
  return {
    parts: [
      ...parts,
      ...(wanted === null ? [] : ['n IN (SELECT rowid FROM words WHERE words MATCH ?)']),
      ...(unwanted === null ? [] : ['n NOT IN (SELECT rowid FROM words WHERE words MATCH ?)']),
    ],
    values: [...values, ...[wanted, unwanted].filter((match) => match !== null)],
  }
}

/** What its filters ask, without its words. */
export function filterConditions(filters: readonly Filter[]): Conditions {
  const alternatives = new Map<string, Condition[]>()
  const all: Condition[] = []
  for (const filter of filters) {
    const condition = conditionOf(filter)
    // An article has one site and one language: of several, any will do.
    const anyOf = !filter.negated && (filter.field === 'site' || filter.field === 'lang')
    if (anyOf) alternatives.set(filter.field, [...(alternatives.get(filter.field) ?? []), condition])
    else all.push(filter.negated ? { ...condition, sql: `NOT ${condition.sql}` } : condition)
  }
  for (const conditions of alternatives.values()) all.push(either(conditions))
  return { parts: all.map(({ sql }) => sql), values: all.flatMap(({ values }) => values) }
}

function either(conditions: readonly Condition[]): Condition {
  return {
    sql: `(${conditions.map(({ sql }) => sql).join(' OR ')})`,
    values: conditions.flatMap(({ values }) => values),
  }
}

const stateConditions: Readonly<Record<State, string>> = {
  unread: '(unread = 1)',
  archived: '(archived = 1)',
  favourite: '(favourite = 1)',
  trash: '(deleted = 1)',
}

const possessionConditions: Readonly<Record<Possession, string>> = {
  highlight: '(highlights > 0)',
  note: '(notes > 0)',
  image: '(images > 0)',
}

/** In parentheses, and never NULL. */
function conditionOf(filter: Filter): Condition {
  switch (filter.field) {
    case 'tag':
      return tagged(filter)
    case 'site':
      return either([
        ...(filter.words === null ? [] : [named('site_key', filter.words)]),
        ...(filter.host === null ? [] : [hosted(filter.host, filter.words?.prefix === true)]),
      ])
    case 'author':
      return named('byline_key', filter.words)
    case 'lang':
      return {
        sql: `(coalesce(lang, '') = ? OR substr(coalesce(lang, ''), 1, length(?)) = ?)`,
        values: [filter.lang, `${filter.lang}-`, `${filter.lang}-`],
      }
    case 'is':
      return { sql: stateConditions[filter.state], values: [] }
    case 'has':
      return { sql: possessionConditions[filter.what], values: [] }
    case 'before':
      return { sql: '(created_at < ?)', values: [filter.time] }
    case 'after':
      return { sql: '(created_at >= ?)', values: [filter.time] }
  }
}

function tagged({ tag, prefix }: { readonly tag: string; readonly prefix: boolean }): Condition {
  const range = prefix ? 'folded >= ? AND folded < ?' : 'folded = ?'
  // The greatest character there is ends what begins so.
  const values = prefix ? [tag, `${tag}\u{10FFFF}`] : [tag]
  return {
    sql: `(n IN (SELECT n FROM tag WHERE ${range} UNION ALL SELECT n FROM highlight_tag WHERE ${range}))`,
    values: [...values, ...values],
  }
}

/** Words that follow each other in a key; see core/query/keys.ts. */
function named(key: 'site_key' | 'byline_key', { tokens, prefix }: Term): Condition {
  return { sql: `(instr(coalesce(${key}, ''), ?) > 0)`, values: [` ${tokens.join(' ')}${prefix ? '' : ' '}`] }
}

/** A domain with all that is under it; a name without a dot is any label of the host's name. */
function hosted(host: string, unfinished: boolean): Condition {
  if (unfinished) return { sql: `(instr(coalesce(site_key, ''), ?) > 0)`, values: [`.${host}`] }
  if (!host.includes('.')) return { sql: `(instr(coalesce(site_key, '') || '.', ?) > 0)`, values: [`.${host}.`] }
  return { sql: `(substr(coalesce(site_key, ''), -length(?)) = ?)`, values: [`.${host}`, `.${host}`] }
}
