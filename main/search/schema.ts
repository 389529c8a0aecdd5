/** Raised with every change of the tables or of what core/query/tokens.ts makes of a text: an index of another version is built anew. */
export const SCHEMA_VERSION = 4

/** Columns of the full text; also the columns of `source`. What weighs most is in rank.ts. */
export const columns = ['title', 'byline', 'tags', 'notes', 'quotes', 'body'] as const
export type Column = (typeof columns)[number]

/** What a filter asks of an article, so that the list's own index answers it without a look at the row. */
const facts = 'archived, favourite, unread, lang, site_key, byline_key, highlights, notes, images, published_at'

/**
 * `article` has a row of the list, with what it is sorted and filtered by; `n` is its number in all other tables, and
 * grows with the id where that can be had. `tag` has an article's own tags,
 * `highlight_tag` those of its highlights, `media` the pictures of all its versions,
 * `key` what it is found again by.
 * `source` has the texts as their authors wrote them, for snippets (`notes` and `quotes` as JSON arrays of
 * [highlight's id, text], `byline` and `tags` as JSON arrays of texts); `words` their folded tokens, and nothing to read
 * back. `shelf_count` and `tag_count` say how many articles there are of each kind, and change with the articles.
 */
export const schema = `
  CREATE TABLE article (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    created_at TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    published_at TEXT,
    deleted_at TEXT,
    content TEXT NOT NULL,
    title_key TEXT NOT NULL,
    byline_key TEXT,
    site_key TEXT,
    lang TEXT,
    length INTEGER NOT NULL,
    progress REAL NOT NULL,
    deleted INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    unread INTEGER NOT NULL,
    highlights INTEGER NOT NULL,
    notes INTEGER NOT NULL,
    images INTEGER NOT NULL,
    stamp TEXT NOT NULL,
    summary TEXT NOT NULL
  );
  CREATE INDEX article_by_age ON article (deleted, created_at, id, ${facts});
  CREATE INDEX article_by_change ON article (deleted, updated_at, id, archived, favourite);
  CREATE INDEX article_by_publication ON article (deleted, published_at, id, archived, favourite);
  CREATE INDEX article_by_title ON article (deleted, title_key, id, archived, favourite);
  CREATE INDEX article_by_length ON article (deleted, length, id, archived, favourite);
  CREATE INDEX article_by_stamp ON article (id, stamp);
  CREATE TABLE key (key TEXT NOT NULL, n INTEGER NOT NULL, PRIMARY KEY (key, n)) WITHOUT ROWID;
  CREATE INDEX key_by_article ON key (n);
  CREATE TABLE tag (n INTEGER NOT NULL, folded TEXT NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (n, folded)) WITHOUT ROWID;
  CREATE INDEX tag_by_name ON tag (folded);
  CREATE TABLE highlight_tag (n INTEGER NOT NULL, folded TEXT NOT NULL, PRIMARY KEY (n, folded)) WITHOUT ROWID;
  CREATE INDEX highlight_tag_by_name ON highlight_tag (folded);
  CREATE TABLE media (n INTEGER NOT NULL, name TEXT NOT NULL, PRIMARY KEY (name, n)) WITHOUT ROWID;
  CREATE INDEX media_by_article ON media (n);
  CREATE TABLE shelf_count (
    deleted INTEGER NOT NULL, archived INTEGER NOT NULL, favourite INTEGER NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (deleted, archived, favourite)
  ) WITHOUT ROWID;
  CREATE TABLE tag_count (
    folded TEXT NOT NULL, tag TEXT NOT NULL,
    deleted INTEGER NOT NULL, archived INTEGER NOT NULL, favourite INTEGER NOT NULL, articles INTEGER NOT NULL,
    PRIMARY KEY (folded, tag, deleted, archived, favourite)
  ) WITHOUT ROWID;
  CREATE TABLE source (n INTEGER PRIMARY KEY, ${columns.map((column) => `${column} TEXT NOT NULL`).join(', ')});
  CREATE VIRTUAL TABLE words USING fts5(
    ${columns.join(', ')}, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '1 2'
  );
  -- More words are gathered before they are written: a third less time for the whole, and no commit takes long.
  INSERT INTO words (words, rank) VALUES ('hashsize', ${4 * 1024 * 1024});
  PRAGMA user_version = ${SCHEMA_VERSION};
`
