import { normaliseDate } from '../../metadata/dates.ts'
import { lineStep } from './blocks.ts'

const OPENING = 4
const STAMP =
  /^\W*(?:(?:first )?(?:published|updated|posted|last (?:updated|modified)|publié|mis à jour|modifié|veröffentlicht|aktualisiert|publicado|actualizado)\b|by\s)/iu
const AGO = /^\W*(?:published|updated|posted)?\s*\d+\s+(?:minutes?|hours?|days?|weeks?|months?) ago\W*$/i

function isDate(text: string): boolean {
  return (
    text.length < 40 &&
    /^\W*(?:\p{L}+,?\s+)?[\p{L}\d.]+\s+[\p{L}\d.]+,?\s+\d{4}\W*(?:\d{1,2}[:h.]\d{2}.*)?$/u.test(text) &&
    normaliseDate(text) !== null
  )
}

export const stamp = lineStep('stamp', ({ text, words }, { index }) =>
  index < OPENING &&
  words <= 16 &&
  (AGO.test(text) || (STAMP.test(text) && normaliseDate(text) !== null) || isDate(text))
    ? 'says when the article was published'
    : null,
)

export const byline = lineStep('byline', ({ text, words }, { index }, facts) =>
  index < OPENING &&
  facts.byline !== null &&
  words <= 14 &&
  text.replace(/^(?:by|par|von|por)\s+/i, '').toLowerCase() === facts.byline.toLowerCase()
    ? 'repeats who wrote the article'
    : null,
)
