import type { DocumentJSON } from '../../../core/document/types.ts'
import type { DocumentStep } from '../types.ts'
import { type Block, blocksOf, withoutBlocks } from './blocks.ts'

/** How the offer begins that stands where a text breaks off for who has not subscribed. */
const OFFER =
  /\b(?:(?:subscribe|sign up|register|log in|sign in|join)\b.{0,60}\b(?:to (?:continue|keep|read|unlock|access|get)|for (?:full|unlimited) access)|(?:continue|keep|finish) reading\b.{0,40}\b(?:for|with|subscri\w+|account|free)|to (?:continue|keep) reading|already (?:a |an )?(?:subscri\w+|member)|(?:for|only (?:for|to)|reserved for|available to) (?:our )?(?:paid |premium )?(?:subscribers|members)|subscribers?[- ]only|(?:free|remaining) articles? (?:this|left|remaining))|(?:réservée?s?|accessibles?) (?:à nos |aux |à )abonnée?s|il vous reste \d+\s?% d|abonnez-vous\b.{0,40}\b(?:pour|lire|accéder|dès)|déjà abonné|(?:pour )?(?:lire la suite|continuer (?:à lire|votre lecture))\b.{0,40}\babonn|(?:nur|exklusiv) für abonnent|jetzt (?:weiterlesen|abonnieren)|weiterlesen mit|bereits abonnent|(?:solo|sólo|exclusivo) para suscriptores|suscr[ií]b[ea]te\b.{0,40}\b(?:para|leer|seguir)|ya eres suscriptor|(?:riservato|solo) (?:agli|per gli) abbonati|abbonati per (?:leggere|continuare)|exclusivo para assinantes|(?:alleen|exclusief) voor abonnees|有料会員|会員限定|残り\s*[\d,]+\s*文字|登録して続き|للمشتركين فقط/isu
const MOST_WORDS = 60
/** How far from the end the offer begins at most. */
const MOST_BLOCKS = 14
const KINDS = /^(?:paragraph|heading|bulletList|orderedList|horizontalRule)$/

const isOffer = ({ node, text, words }: Block) => KINDS.test(node.type) && words <= MOST_WORDS && OFFER.test(text)

/** Where the offer begins that a text ends in, the headings over it included; -1 where it ends in its own words. */
function offerAt(blocks: readonly Block[]): number {
  let start = -1
  for (let index = blocks.length - 1; index > 0 && index >= blocks.length - MOST_BLOCKS; index--) {
    const block = blocks[index]
    if (!block || !KINDS.test(block.node.type) || block.words > MOST_WORDS) break
    if (isOffer(block)) start = index
  }
  while (start > 1 && blocks[start - 1]?.node.type === 'heading') start--
  return start
}

/** Whether a text breaks off: it ends in an offer to subscribe, or in the middle of things. */
export function breaksOff(document: DocumentJSON, offered: boolean): boolean {
  const blocks = blocksOf(document)
  const last = blocks.findLast(({ text }) => text !== '')
  return (offered && offerAt(blocks) > 0) || /(?:…|\.\.\.)[\s»”"’)\]]*$/u.test(last?.text ?? '')
}

export const paywall: DocumentStep = {
  name: 'paywall',
  run: (document, log, { paid = false }) =>
    withoutBlocks(
      document,
      log,
      (blocks) => {
        const start = paid ? offerAt(blocks) : -1
        if (start < 1) return new Map()
        return new Map(blocks.slice(start).map((block) => [block, 'offers what only subscribers may read']))
      },
      0,
    ),
}
