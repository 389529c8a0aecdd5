import type { Scope, Term } from '../core/query/types.ts'
import type { Column } from './schema.ts'

/** Where `in:` looks. */
const scopeColumns: Readonly<Record<Scope, Column>> = { title: 'title', text: 'body', notes: 'notes', quotes: 'quotes' }

/** The columns that words are looked for in; null for all of them. */
export function columnsOf(scopes: readonly Scope[]): readonly Column[] | null {
  return scopes.length === 0 ? null : scopes.map((scope) => scopeColumns[scope])
}

/** FTS5's own query language, every token quoted; null where nothing is asked for. */
export function matchOf(
  terms: readonly Term[],
  joiner: 'AND' | 'OR',
  columns: readonly Column[] | null = null,
): string | null {
  if (terms.length === 0) return null
  const match = terms.map(phrase).join(` ${joiner} `)
  return columns === null ? match : `{${columns.join(' ')}} : (${match})`
}

function phrase({ tokens, prefix }: Term): string {
  return `"${tokens.map((token) => token.replaceAll('"', '""')).join(' ')}"${prefix ? ' *' : ''}`
}
