import { HASH, ID } from './layout.ts'

/**
 * The names of the copies that tools which keep a folder the same on several machines leave beside a file (or folder)
 * that was changed on two of them. Where a tool's own page says so:
 *
 * - Syncthing: `name.sync-conflict-20261123-110953-ABCDEFG.ext` (https://docs.syncthing.net/users/syncing.html)
 * - Dropbox: `name (Zoé's conflicted copy 2026-11-23).ext` (https://help.dropbox.com/syncing-uploads/conflicted-copy), in
 *   the user's language; `name (Case Conflict).ext`, also translated (https://help.dropbox.com/organize/case-conflict),
 *   `name (white space conflict).ext` (https://www.dropbox.com/help/syncing-uploads/white-space-conflict)
 * - Nextcloud, OpenCloud, ownCloud: `name (conflicted copy 2026-11-23 110953).ext`
 *   (https://docs.opencloud.eu/docs/user/desktop-client/file-conflicts); older ownCloud: `name_conflict-20261123-110953.ext`
 * - Seafile: `name.ext (SFConflict zoe@exemple.fr 2026-11-23-11-09-53)`, the ending before or after it
 *   (https://help.seafile.com/syncing_client/file_conflicts/)
 * - Resilio Sync: `name.Conflict.ext`, `name.Conflict2`, `name.Conflict.Conflict`
 *   (https://help.resilio.com/hc/en-us/articles/204753629-Conflict-files-in-Sync)
 * - Synology Drive: `name_Zoe-PC_Nov-23-1109-2026_CaseConflict_1.ext`
 *   (https://kb.synology.com/en-eu/DSM/tutorial/Synology_Drive_file_conflict_resolution)
 * - pCloud: `name.conflicted`, `name [conflicted].ext`
 *   (https://help.pcloud.com/article/files-not-recommended-for-sync-backup-or-uploads)
 * - FileCloud: `name(Conflict_Zoé (Web browser)_2026-11-23-11-09-53).ext`
 *   (https://www.getfilecloud.com/supportdocs/display/2SD/20.1+Managing+Sync+Conflicts)
 * - rclone bisync: `name.ext.conflict1` (https://rclone.org/bisync/)
 * - iCloud Drive: `name 2.ext`, seen by developers, on no page of Apple's
 *   (http://mentalfaculty.tumblr.com/post/102519824251/the-mysterious-case-of-icloud-drive-and-the)
 *
 * On no page of their makers, but reported by many: OneDrive's `name-COMPUTER.ext`, Google Drive's `name (1).ext`. The
 * translations of Dropbox's words are not listed anywhere either: any date in brackets is taken for one.
 */

/** What a name is a copy of, or null. `sure` where only a sync tool gives such names; else a person may have. */
export interface Copy {
  readonly of: string
  readonly sure: boolean
}

const words =
  'conflict|konflikt|conflit|conflicto|conflitto|conflito|conflicte|konflik|ristiriita|conflictueel|конфликт|конфлікт|συγκρ|تعارض|競合|冲突|衝突|충돌|ขัดแย้ง|çakış|ütköz|xung đột'
const saysConflict = new RegExp(`^[ ._\\-(\\[].*(${words})`, 'iu')
const dated = /^ ?\(.*\d{4}-\d{2}-\d{2}.*\)( \(\d+\))?$/u
const numbered = /^( \(\d{1,3}\)| \d{1,3})$/
/** A computer's name; a second copy of the same one has a number. */
const computer = /^-[\p{L}\p{N}][\p{L}\p{N}\p{M} _'’-]{0,62}$/u

/**
 * Of which file a name is a copy: the conflict's part may stand before any of the endings or after all of them.
 * `stem` is the source of a regular expression for the name without its endings, each of which begins with a dot.
 */
export function copyOf(name: string, stem: string, endings: readonly string[]): Copy | null {
  for (let split = 0; split <= endings.length; split++) {
    const [before, after] = [endings.slice(0, split).join(''), endings.slice(split).join('')]
    const match = patternOf(stem, before, after).exec(name)
    if (!match?.[1] || !match[2]) continue
    const of = `${match[1]}${before}${after}`
    if (saysConflict.test(match[2]) || dated.test(match[2])) return { of, sure: true }
    if (numbered.test(match[2]) || computer.test(match[2])) return { of, sure: false }
  }
  return null
}

const patterns = new Map<string, RegExp>()

function patternOf(stem: string, before: string, after: string): RegExp {
  const source = `^(${stem})${literal(before)}(.+?)${literal(after)}$`
  const pattern = patterns.get(source) ?? new RegExp(source, 'su')
  patterns.set(source, pattern)
  return pattern
}

function literal(text: string): string {
  return text.replaceAll('.', '\\.')
}

/** A copy of one of an article's records, or of the version before one. */
export function recordCopy(name: string): Copy | null {
  return copyOf(name, 'article|highlights', ['.json', '.bak']) ?? copyOf(name, 'article|highlights', ['.json'])
}

/** A copy of a text (`content/`) or of a page (`original/`). */
export function versionCopy(name: string): Copy | null {
  return copyOf(name, HASH, ['.json']) ?? copyOf(name, HASH, ['.html', '.gz'])
}

export function mediaCopy(name: string): Copy | null {
  for (const ending of ['.png', '.jpg', '.gif', '.webp', '.avif', '.svg', '.bmp', '.ico']) {
    const copy = copyOf(name, HASH, [ending])
    if (copy) return copy
  }
  return null
}

/** A copy of the folder of an article's texts or pages. */
export function partCopy(name: string): Copy | null {
  return copyOf(name, 'content|original', [])
}

/** A copy of an article's whole folder. */
export function articleCopy(name: string): Copy | null {
  return copyOf(name, ID, [])
}

export function tombstoneCopy(name: string): Copy | null {
  return copyOf(name, ID, ['.json'])
}

/** A copy of a file that a library has one of. */
export function libraryCopy(name: string): Copy | null {
  return copyOf(name, 'library|settings', ['.json', '.bak']) ?? copyOf(name, 'library|settings', ['.json'])
}
