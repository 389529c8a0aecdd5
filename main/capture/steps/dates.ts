/** Words of dates in many languages, from the platform's own tables. */
const LANGUAGES = [
  ...['en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'sk', 'hu', 'ro', 'hr', 'el', 'tr'],
  ...['ru', 'uk', 'bg', 'ar', 'fa', 'he', 'hi', 'id', 'ja', 'zh', 'ko', 'ca', 'et', 'lv', 'lt', 'sl', 'th', 'vi'],
]
const AROUND =
  'a am pm m h hr hrs hour hours min mins minute minutes minuto minutos minuten sec second seconds day days week weeks month months year years ago today yesterday now at on of the de del di le la el il um uhr à às as o dia den der vom kl klo klokken и в г года er st nd rd th est edt et ct cst cdt mst mdt pst pdt pt gmt utc ist bst cet cest jst z posted published updated update last modified first created edited date pubdate on publié publiée publie le mis jour modifié modifiée mise dernière il y heures jours minutes veröffentlicht aktualisiert stand zuletzt geändert erstellt vor stunden tagen publicado actualizado actualizada publicada fecha hace horas días pubblicato aggiornato ultimo aggiornamento data fa ore atualizado atualizada em há gepubliceerd bijgewerkt geleden uur publicerad uppdaterad opublikowano aktualizacja dodano vydáno aktualizováno diterbitkan pada yayınlanma güncelleme tarihi tarih saat опубликовано обновлено дата назад минут часов 입력 수정 등록 승인 최종 오전 오후 read reading time lecture lesezeit leestijd lettura lectura leitura tempo temps tiempo min minutes'.split(
    ' ',
  )

let known: ReadonlySet<string> | undefined

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
}

function dateWords(): ReadonlySet<string> {
  if (known) return known
  const found = new Set(AROUND)
  for (const language of LANGUAGES) {
    for (const length of ['long', 'short'] as const) {
      // With the day beside it, a month's name stands in the case that dates have.
      const months = new Intl.DateTimeFormat(language, { month: length, day: 'numeric', timeZone: 'UTC' })
      const weekdays = new Intl.DateTimeFormat(language, { weekday: length, timeZone: 'UTC' })
      const words = [
        ...Array.from({ length: 12 }, (_unused, index) => months.format(Date.UTC(2024, index, 1))),
        ...Array.from({ length: 7 }, (_unused, index) => weekdays.format(Date.UTC(2024, 0, 1 + index))),
      ]
      for (const word of words.flatMap(wordsOf)) found.add(word)
    }
  }
  known = found
  return found
}

const FIGURES = /\p{Nd}/u
const EASTERN =
  /^[\s\d:./年月日時分秒更新公開掲載投稿配信作成发布于更時间時間發佈년월일시분오전오후入力수정등록()（）：时间表\-–—]+$/

/** Whether a line says a date, a time or how long it takes to read, and nothing else. */
export function isDateLine(text: string): boolean {
  if (!FIGURES.test(text) || text.length > 160) return false
  if (/[年년]/.test(text) && EASTERN.test(text)) return true
  const words = wordsOf(text)
  return (
    words.length <= 24 && (words.length > 0 || /\d[:./-]\d/.test(text)) && words.every((word) => dateWords().has(word))
  )
}

/** A line without what it says of dates. */
export function withoutDates(text: string): string {
  return text
    .replace(/\p{L}[\p{L}\p{M}]*\.?/gu, (word) => (dateWords().has(word.toLowerCase().replace(/\.$/, '')) ? ' ' : word))
    .replace(/[\p{Nd}/:.,|•·;–—-]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
