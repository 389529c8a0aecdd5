/** The words that pages set before days and names, in the languages of the web. */

const PUBLISHED_WORDS =
  'first published|originally published|published(?: online)?|posted|issued|date|created|written|filed|release date|publié|parution|paru|mis en ligne|publication|écrit|veröffentlicht|erschienen|erstellt|publiziert|stand|datum|publicado|publicada|publicación|fecha|pubblicato|pubblicata|pubblicazione|data|publicação|postado|gepubliceerd|geplaatst|verschenen|publicerad|publicerat|udgivet|offentliggjort|publisert|opublikowano|data publikacji|publikováno|vydáno|опубликовано|дата публикации|نشر(?: في)?|تاريخ النشر|公開日?|掲載日?|投稿日?|発表日?|发布(?:时间|于)?|發布(?:時間|於)?|发表于|발행일?|등록|입력'
const UPDATED_WORDS =
  'last (?:updated|modified|changed|edited|revised)|(?:article |story )?updated|modified|edited|revised|this page was last (?:edited|modified)|(?:dernière )?(?:mise à jour|modification)|mis à jour|actualisé|modifié|(?:zuletzt )?(?:aktualisiert|geändert|bearbeitet)|letzte (?:änderung|aktualisierung)|diese seite wurde zuletzt|actualizado|actualizada|última (?:actualización|modificación|edición)|aggiornato|aggiornata|ultimo aggiornamento|ultima modifica|modificato|atualizado|atualizada|última atualização|bijgewerkt|laatst (?:gewijzigd|bijgewerkt)|gewijzigd|uppdaterad|uppdaterat|senast (?:ändrad|uppdaterad)|opdateret|oppdatert|sist (?:oppdatert|endret)|aktualizacja|zaktualizowano|aktualizováno|обновлено|изменено|تحديث|آخر تحديث|更新日?|最終更新日?|更新时间|更新時間|수정|업데이트'

export const PUBLISHED = new RegExp(`(?<!\\p{L})(?:${PUBLISHED_WORDS})(?!\\p{L})`, 'iu')
export const UPDATED = new RegExp(`(?<![\\p{L}])(?:${UPDATED_WORDS})`, 'iu')

const BY_WORDS =
  '(?:(?:written|posted|published|reported|story|words|text|edited|created|submitted|article|review|interview|opinion|analysis)\\s+)?by|from|par|(?:propos recueillis|publié|écrit|rédigé) par|verfasst von|ein (?:beitrag|artikel|kommentar|gastbeitrag|essay|interview) von|a cura di|przez|autor(?:en|ka|zy)?|autore|autora|auteure?s?|authors?|автор|текст|بقلم|كتب|كتبت|الكاتب|نویسنده|نوشتهٔ|著者|執筆者?|筆者|作者|記者|记者|文|글|기자'
/** What a name may begin with. */
const NAME = '(?=[\\p{Lu}\\p{Lo}\\d@«"“‘(]|(?:de|van|von|der|den|da|di|du|la|le|el|al|bin|ibn)\\s)'
/** These begin names too (`Von Miller`, `Di Stefano`): they are labels before two words at least. */
const PARTICLES = 'von|por|di|door|av|af'
const TEXT = 'text|texte|texto|testo|tekst|words|reporting|story|reportage'

/**
 * What comes before a name, with a colon or only a space after it. Several of these are words of sentences too: so they
 * count only at the beginning, and only before what may be a name.
 */
export const BY = new RegExp(
  `^(?:(?i:${BY_WORDS})(?:\\s*[:：•|/-]\\s*|\\s+)${NAME}|(?i:${PARTICLES})(?:\\s*:\\s*|\\s+)${NAME}(?=\\S+\\s+\\S)|(?i:${TEXT})\\s*:\\s*${NAME})`,
  'u',
)
/** In what is a byline already, names may be written small. */
export const BY_LOOSELY = /^(?:(?:written|posted|published)\s+)?(?:by|par)(?:\s*:\s*|\s+)(?=\p{L})/iu
