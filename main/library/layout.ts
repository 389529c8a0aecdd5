import { join } from 'node:path'
import { contentHashSchema, idSchema } from '../core/model/article.ts'
import { PostilError } from '../core/result.ts'

/** The library's format: what `library.json` says. Raised when an older Postil could no longer read the files. */
export const LIBRARY_FORMAT = 2

/** A new article is built under this prefix and gets its name when it is complete. */
export const NEW_PREFIX = '.new-'
/** An article that was deleted for good has this prefix until all of its files are gone. */
export const PURGED_PREFIX = '.purged-'

/** Where everything stands, relative to the library's folder and with forward slashes: names for people and problems. */
export const layout = {
  library: 'library.json',
  settings: 'settings.json',
  articles: 'articles',
  media: 'media',
  tombstones: 'tombstones',
  backups: 'backups',
  quarantine: 'quarantine',
  derived: '.index',
  lock: '.index/lock.sqlite',
  folder: (id: string) => `articles/${checkedId(id)}`,
  article: (id: string) => `articles/${checkedId(id)}/article.json`,
  highlights: (id: string) => `articles/${checkedId(id)}/highlights.json`,
  tombstone: (id: string) => `tombstones/${checkedId(id)}.json`,
  content: (id: string, hash: string) => `articles/${checkedId(id)}/content/${checkedHash(hash)}.json`,
  original: (id: string, hash: string) => `articles/${checkedId(id)}/original/${checkedHash(hash)}.html.gz`,
} as const

/** Where a file would stand whose name comes from outside: no id, hash or name leads out of its folder. */
function checkedId(id: string): string {
  if (!idSchema.safeParse(id).success) throw new PostilError('articleNotFound', { id })
  return id
}

function checkedHash(hash: string): string {
  if (!contentHashSchema.safeParse(hash).success) throw new PostilError('fileMissing', { path: hash })
  return hash
}

export function isId(name: string): boolean {
  return idSchema.safeParse(name).success
}

export function absolute(root: string, path: string): string {
  return join(root, ...path.split('/'))
}

/** Sources of regular expressions. */
export const HASH = '[0-9a-f]{64}'
export const ID = '[0-9A-HJKMNP-TV-Z]{26}'

/**
 * The temp files that Postil makes, without the dot before and `.tmp` after: of records and the ones before them, of
 * texts, pages and pictures, of tombstones, of backups, of what is put into an article's folder, of the look whether a
 * library can be written to.
 */
const ownTemps = [
  '(article|highlights|library|settings)\\.json(\\.bak)?',
  `${HASH}(\\.json|\\.html\\.gz|\\.[a-z]{3,4})?`,
  `${ID}(\\.json)?`,
  '(before-format-\\d+(-\\d+)?|postil-records-\\d{4}-\\d{2}-\\d{2})\\.zip',
  'version',
  'merge',
  'postil-probe',
]
const ownTemp = new RegExp(`^\\.(${ownTemps.join('|')})\\.tmp$`)

/**
 * What a crash left of Postil's own work. The temp files of other programs are theirs: what a sync tool is bringing
 * (`.syncthing.article.json.tmp`) must not be taken from under it.
 */
export function isLeftover(name: string): boolean {
  return ownTemp.test(name) || name.startsWith(NEW_PREFIX) || name.startsWith(PURGED_PREFIX)
}
