import { describe, expect, it } from 'vitest'
import {
  articleCopy,
  libraryCopy,
  mediaCopy,
  partCopy,
  recordCopy,
  tombstoneCopy,
  versionCopy,
} from '../../main/library/conflicts.ts'

const hash = 'a1'.repeat(32)
const id = '01JP9Y8ZD030NCAHE5FN09H9Y9'

describe('a name that only a sync tool gives', () => {
  it.each([
    ['Syncthing', 'highlights.sync-conflict-20261123-110953-ABCDEFG.json', 'highlights.json'],
    ['an older Syncthing', 'article.sync-conflict-20161123-110953.json', 'article.json'],
    [
      'Syncthing, twice',
      'article.sync-conflict-20261123-110953-ABCDEFG.sync-conflict-20261124-1-B.json',
      'article.json',
    ],
    ['Dropbox', 'article (Zoé Noël’s conflicted copy 2026-11-23).json', 'article.json'],
    ['Dropbox, once more on a day', "article (PC-1's conflicted copy 2026-11-23 (1)).json", 'article.json'],
    ['Dropbox, numbered', "article (Zoé's conflicted copy 2026-11-23) (2).json", 'article.json'],
    ['Dropbox in French', 'article (Copie en conflit de Zoé 2026-11-23).json', 'article.json'],
    ['Dropbox in German', 'highlights (In Konflikt stehende Kopie von Jörg 2026-11-23).json', 'highlights.json'],
    ['Dropbox in Japanese', 'highlights (健の競合コピー 2026-11-23).json', 'highlights.json'],
    ['Dropbox in a language that nobody listed', 'article (nusxa Aziz 2026-11-23).json', 'article.json'],
    ['Dropbox, letters’ case', 'article (Case Conflict).json', 'article.json'],
    ['Dropbox, letters’ case in Swedish', 'article (skiftlägeskonflikt).json', 'article.json'],
    ['Dropbox, spaces', 'article (white space conflict).json', 'article.json'],
    ['Nextcloud', 'article (conflicted copy 2026-11-23 110953).json', 'article.json'],
    ['ownCloud', 'article_conflict-20161123-110953.json', 'article.json'],
    ['Seafile', 'article (SFConflict zoe@exemple.fr 2026-11-23-11-09-53).json', 'article.json'],
    ['Seafile, as its page says', 'article.json (SFConflict zoe@exemple.fr 2026-11-23-11-09-53)', 'article.json'],
    ['Resilio', 'article.Conflict.json', 'article.json'],
    ['Resilio, later', 'article.json.Conflict2', 'article.json'],
    ['Resilio, thrice', 'article.Conflict.Conflict.Conflict.json', 'article.json'],
    ['Synology', 'article_Zoé-PC_Nov-23-1109-2026_Conflict.json', 'article.json'],
    ['Synology, letters’ case', 'article_Andy-PC_Jan-03-0901-2013_CaseConflict_1.json', 'article.json'],
    ['pCloud', 'article.json.conflicted', 'article.json'],
    ['pCloud, before the ending', 'article [conflicted].json', 'article.json'],
    ['FileCloud', 'article(Conflict_other (Web browser)_2020-03-25-22-50-36).json', 'article.json'],
    ['rclone', 'highlights.json.conflict1', 'highlights.json'],
    ['Syncthing of a previous version', 'article.json.sync-conflict-20261123-110953-ABCDEFG.bak', 'article.json.bak'],
    ['Dropbox of a previous version', "highlights.json (x's conflicted copy 2026-11-23).bak", 'highlights.json.bak'],
  ])('%s', (_tool, name, of) => {
    expect(recordCopy(name)).toEqual({ of, sure: true })
  })
})

describe('a name that a person may have given too', () => {
  it.each([
    ['OneDrive', 'article-DESKTOP-4F2K9.json', 'article.json'],
    ['OneDrive on a Mac', 'article-MacBook Pro de Zoé.json', 'article.json'],
    ['OneDrive, once more', 'highlights-DESKTOP-4F2K9-2.json', 'highlights.json'],
    ['Google Drive', 'article (1).json', 'article.json'],
    ['iCloud', 'highlights 2.json', 'highlights.json'],
  ])('%s', (_tool, name, of) => {
    expect(recordCopy(name)).toEqual({ of, sure: false })
  })
})

it('no other name is a copy of anything', () => {
  const own = ['article.json', 'highlights.json', 'article.json.bak', 'highlights.json.bak', 'content', 'original']
  const people = [
    'notes.json',
    'article (mine).json',
    'article.old.json',
    'article~',
    'Article conflict.md',
    'article.txt',
  ]
  const others = [
    '.article.json.tmp',
    'conflict.json',
    'my article (1).json',
    'article',
    `${hash}.json`,
    '',
    '.DS_Store',
  ]
  for (const name of [...own, ...people, ...others]) expect(recordCopy(name), name).toBeNull()
  for (const name of [`${hash}.json`, `${hash}.html.gz`, `${hash}x.json`, 'article.json']) {
    expect(versionCopy(name), name).toBeNull()
  }
  for (const name of [id, `${id}x`, `.new-${id}`]) expect(articleCopy(name), name).toBeNull()
})

it('copies of texts, pages, pictures, tombstones, folders and the library’s own files', () => {
  const sure = true
  expect(versionCopy(`${hash}.sync-conflict-20261123-110953-ABCDEFG.json`)).toEqual({ of: `${hash}.json`, sure })
  expect(versionCopy(`${hash}.html (conflicted copy 2026-11-23 110953).gz`)).toEqual({ of: `${hash}.html.gz`, sure })
  expect(versionCopy(`${hash} (1).html.gz`)).toEqual({ of: `${hash}.html.gz`, sure: false })
  expect(mediaCopy(`${hash}.Conflict.webp`)).toEqual({ of: `${hash}.webp`, sure })
  expect(tombstoneCopy(`${id} (Case Conflict).json`)).toEqual({ of: `${id}.json`, sure })
  expect(articleCopy(`${id} (Zoé's conflicted copy 2026-11-23)`)).toEqual({ of: id, sure })
  expect(articleCopy(`${id} 2`)).toEqual({ of: id, sure: false })
  expect(partCopy('content 2')).toEqual({ of: 'content', sure: false })
  expect(partCopy('original.Conflict')).toEqual({ of: 'original', sure })
  expect(libraryCopy('library.sync-conflict-20261123-110953-ABCDEFG.json')).toEqual({ of: 'library.json', sure })
  expect(libraryCopy('settings-PC.json')).toEqual({ of: 'settings.json', sure: false })
})
