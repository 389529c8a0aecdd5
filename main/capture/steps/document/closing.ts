import type { DocumentFacts, DocumentStep } from '../types.ts'
import { weighWords } from '../words.ts'
import { type Block, isProse, withoutBlocks } from './blocks.ts'
import { isOwnLinks, REFERENCES } from './links.ts'

/** What stands under an article, by what it says. Only looked for at the end, upwards, until a line is none of these. */
const UNDER: readonly (readonly [reason: string, pattern: RegExp, mostWords: number])[] = [
  [
    'says whose the rights are',
    /^[^\p{L}\p{N}]*(?:©|\(c\)\s*\d{4}|copyright\b|all rights reserved|this (?:document|material|content|article|story) (?:is subject to copyright|may not be (?:published|reproduced|copied))|the contents? of this (?:site|page)|tous droits réservés|alle rechte vorbehalten|todos los derechos|tutti i diritti|todos os direitos|alle rechten voorbehouden|wszelkie prawa|все права защищены|جميع الحقوق|無断転載|版权所有)|\ball rights reserved\.?[^\p{L}\p{N}]*$|(?:©|copyright)\s*(?:\(c\)\s*)?(?:19|20)\d\d/iu,
    80,
  ],
  [
    'says how to cite the article',
    /^[^\p{L}\p{N}]*(?:citation|cite this (?:article|page|as)|zitierweise|pour citer)\b.*https?:/isu,
    60,
  ],
  [
    'asks to follow',
    /^[^\p{L}\p{N}]*(?:(?:you can )?(?:follow|find|like|join|connect with|tweet|check out)|suivez|retrouvez|rejoignez|folgen sie|folge|s[íi]guenos|s[íi]gue(?:nos)?|siga|segui(?:ci)?|volg|följ|obserwuj|подписывайтесь|читайте нас|تابعونا)\b.{0,160}\b(?:twitter|facebook|instagram|youtube|linkedin|telegram|whatsapp|tiktok|mastodon|bluesky|google news|вконтакте|телеграм|@\w+)/isu,
    45,
  ],
  [
    'tells how to reach the site or the writer',
    /\b(?:(?:may|can) be (?:reached|contacted|emailed) (?:at|on|via)|contact (?:him|her|them|us|the (?:author|writer|reporter|editor)) (?:at|on|via)|have (?:a|any) (?:news )?tips?\b|let us know at|(?:email|e-mail|write to) (?:him|her|us|the (?:author|writer)) at|send (?:us )?(?:a )?(?:tips?|news|corrections?))/iu,
    50,
  ],
  [
    'asks to subscribe',
    /^[^\p{L}\p{N}]*(?:get|sign up|subscribe|want (?:more|to)|enjoy(?:ed|ing)? (?:this|our)|if you (?:enjoyed|liked|like|love) (?:this|our)|never miss|don['’]t miss|stay (?:up|informed|in touch)|receive|join (?:our|the)|become a|support (?:our|us|independent)|download (?:our|the)|abonnez-vous|inscrivez-vous|recevez|pour (?:ne rien|recevoir)|jetzt (?:abonnieren|anmelden)|abonnieren sie|melden sie sich|suscr[íi]bete|reg[íi]strate|recibe|assine|receba|inscreva-se|iscriviti|ricevi|schrijf je in|meld je aan|zapisz się|подпишитесь)\b.{0,240}\b(?:newsletters?|inbox|subscri\w+|updates?|access|member\w*|magazine|issues|notifications?|app|alerts?|forums?|email|e-mail|lettre|boîte|abonn\w+|postfach|bolet[íi]n(?:es)?|correo|suscri\w+|e-mails?|nieuwsbrief|рассылк\w+)/isu,
    70,
  ],
  [
    'says what the article is filed under',
    /^[^\p{L}\p{N}]*(?:filed (?:under|in)|posted in|tags?|tagged(?: with| as)?|topics?|categor(?:y|ies)|keywords?|labels?|in (?:this|these) categor(?:y|ies)|étiquettes?|mots[- ]clés|catégories?|schlagw(?:ort|örter|orte)|kategorien?|stichw\w+|etiquetas?|categorías?|categorias?|temas?|tópicos|argomenti|categorie|onderwerpen|tagi|kategorie|теги|метки|рубрик[аи]|タグ|カテゴリー?|标签|分类|태그|الوسوم|كلمات)\s*[:：]/iu,
    30,
  ],
  [
    'is about comments',
    /^[^\p{L}\p{N}]*(?:leave a (?:reply|comment)|comments?(?: are| have been)? (?:closed|off|disabled|policy)|(?:what do you think|tell us|let us know|sound off|share your thoughts)\b.{0,60}\bcomments?\b|join the (?:conversation|discussion)|(?:your )?email address will not be published|add (?:a|your) comment|log in to (?:comment|reply)|laisser un commentaire|les commentaires sont|kommentare? (?:schreiben|sind)|schreiben sie einen kommentar|deja (?:un|tu) comentario|deixe (?:um|seu) comentário|lascia un commento|plaats een reactie|оставить комментарий|コメントを残す|发表评论)/iu,
    45,
  ],
]
function reasonOf(block: Block, facts: DocumentFacts): string | null {
  if (!/^(?:paragraph|heading|bulletList|blockquote)$/.test(block.node.type)) return null
  // A picture among such words is the site's too.
  const words = weighWords(block.text)
  for (const [reason, pattern, most] of UNDER) if (words <= most && pattern.test(block.text)) return reason
  return isOwnLinks(block, facts) ? 'links to other pages of the site' : null
}

export const closing: DocumentStep = {
  name: 'closing',
  run: (document, log, facts) =>
    withoutBlocks(document, log, (blocks) => {
      const taken = new Map<Block, string>()
      const first = blocks.findIndex(isProse)
      for (let index = blocks.length - 1; index > first; index--) {
        const block = blocks[index]
        if (!block || block.node.type === 'footnotes' || block.node.type === 'horizontalRule') continue
        const label = block.node.type === 'heading' && taken.size > 0 && block.words <= 8
        if (label && REFERENCES.test(block.text)) return new Map()
        const reason = reasonOf(block, facts) ?? (label ? 'a heading over what was taken' : null)
        if (reason === null) break
        taken.set(block, reason)
      }
      return taken
    }),
}
