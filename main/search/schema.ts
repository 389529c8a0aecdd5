/** Raised with every change of the tables or of what tokens.ts makes of a text: an index of another version is built anew. */
export const SCHEMA_VERSION = 1

/** Columns of the full text, the weightiest first; also the columns of `source`. */
export const columns = ['title', 'byline', 'tags', 'notes', 'quotes', 'body'] as const
export type Column = (typeof columns)[number]

/**
 * `article` has a row of the list; `source` the texts as their authors wrote them, for snippets (JSON arrays where there
 * are several); `words` the folded tokens, and nothing to read back.
 */
export const schema = `
  CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    canonical_url TEXT,
    deleted INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    summary TEXT NOT NULL
  );
  CREATE INDEX article_by_age ON article (created_at DESC, id DESC);
  CREATE INDEX article_by_url ON article (canonical_url) WHERE canonical_url IS NOT NULL;
  CREATE TABLE tag (n INTEGER NOT NULL, folded TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (n, folded)) WITHOUT ROWID;
  CREATE INDEX tag_by_name ON tag (folded);
  CREATE TABLE source (n INTEGER PRIMARY KEY, ${columns.map((column) => `${column} TEXT NOT NULL`).join(', ')});
  CREATE VIRTUAL TABLE words USING fts5(
    ${columns.join(', ')}, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2'
  );
  PRAGMA user_version = ${SCHEMA_VERSION};
`

/**
 * Each column's own bm25, each four times as weighty as the next. One bm25 over all columns would not do: it levels off
 * with the number of occurrences, so that a word often in the text would beat the same word in a title.
 */
export const score = columns
  .map((_, index) => {
    const only = columns.map((__, other) => (other === index ? 1 : 0)).join(', ')
    return `${4 ** (columns.length - 1 - index)} * bm25(words, ${only})`
  })
  .join(' + ')
