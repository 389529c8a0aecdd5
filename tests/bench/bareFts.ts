import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { indexedText } from '../../main/core/query/tokens.ts'
import type { Query } from './queries.ts'

const COLUMNS = 'title, byline, tags, notes, quotes, body'
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u

/** FTS5's own tokenizer knows no words in scripts without spaces: there it is given Postil's pairs of characters. */
const asGiven = (text: string): string => (UNSPACED.test(text) ? indexedText(text) : text)

/** One plain FTS5 table with the texts that Postil has indexed, in a file and on a connection of its own. */
export function openBareFts(folder: string, indexFile: string): { ask(query: Query): number; close(): void } {
  const source = new DatabaseSync(indexFile, { readOnly: true })
  const database = new DatabaseSync(path.join(folder, 'bare.sqlite'))
  database.exec(`
    PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;
    CREATE VIRTUAL TABLE bare USING fts5(${COLUMNS}, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
    BEGIN`)
  const insert = database.prepare(`INSERT INTO bare (rowid, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`)
  for (const row of source.prepare(`SELECT n, ${COLUMNS} FROM source ORDER BY n`).iterate()) {
    const { n, title, byline, tags, notes, quotes, body } = row
    const texts = [title, byline, tags, notes, quotes, body].map((text) => asGiven(String(text)))
    insert.run(Number(n), ...texts)
  }
  database.exec(`COMMIT; INSERT INTO bare (bare) VALUES ('optimize')`)
  source.close()
  const select = database.prepare(
    `SELECT rowid, bm25(bare, 32, 16, 8, 4, 2, 1) AS score, snippet(bare, -1, '[', ']', '…', 32) AS snippet
     FROM bare WHERE bare MATCH ? ORDER BY bm25(bare, 32, 16, 8, 4, 2, 1) LIMIT 50`,
  )
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`
  return {
    ask({ bare: { words, phrase = '' }, typing }) {
      const match = words?.map(quoted).join(' ') ?? `${quoted(asGiven(phrase))}${typing ? '*' : ''}`
      return select.all(match).length
    },
    close: () => database.close(),
  }
}
