import type { Block } from './blocks.ts'
import { lineStep } from './blocks.ts'

const COUNTER =
  /^[^\p{L}\p{N}]*(?:(?:image|photo|slide|picture|bild|foto|immagine|imagen|imagem|afbeelding|фото)\s*)?\d+\s*(?:of|\/|de|von|sur|di|van|из)\s*\/?\s*\d+[^\p{L}\p{N}]*$/iu
/** What is written on the parts of a page that are pressed, or stands where a script should have put something. */
const CONTROL =
  /^[^\p{L}\p{N}]*(?:close|caption|(?:show|hide|view|toggle|read) (?:full )?captions?|(?:enlarge|expand|zoom)(?: (?:this )?(?:image|photo|picture))?|(?:click|tap) (?:here )?(?:to|for) (?:enlarge|expand|zoom|view|tweet|see|play|a larger).{0,30}|(?:view|open|see|launch|start|full) ?(?:the )?(?:gallery|slideshow|slide show|photos?|full ?screen|larger image)|click to tweet|tweet this|play(?: video| audio)?|pause|mute|replay|next|previous|prev|back to top|top|(?:skip|jump) to (?:main )?(?:content|navigation|comments).{0,20}|continue reading(?: below| the main story)?|read more|read the full (?:story|article)|more|show more|load more|see more|view (?:all|more)|email the author|report (?:error|a typo|an error|this ad)|print(?: this)?(?: article| page)?|share(?: this)?(?: article| story| on .{0,20})?|follow(?: us| me)?|comments?|loading[^\p{L}\p{N}]*|this (?:slideshow|page|site|gallery) requires javascript|please enable javascript.{0,60}|enregistrer|partager|imprimer|fermer|agrandir(?: l['’]image)?|lire la suite|voir (?:plus|la galerie)|teilen|drucken|schließen|bild vergrößern|mehr anzeigen|weiterlesen|zur bildergalerie|compartir|imprimir|cerrar|leer más|ver más|ampliar|compartilhar|leia mais|ver mais|fechar|condividi|stampa|chiudi|leggi (?:di più|tutto)|delen|lees (?:meer|verder)|sluiten|udostępnij|czytaj (?:dalej|więcej)|dela|läs mer|поделиться|читать далее|закрыть|مشاركة|اقرأ المزيد|続きを読む|もっと見る|(?:(?:シェア|ツイート|ポスト)(?:する)?\s*)+|スポンサー(?:ド)?リンク|阅读更多|分享|展开全文|더보기|공유)[^\p{L}\p{N}]*$/iu
/** The pages of a story that is told on several, in a row. */
const PAGES =
  /^[^\p{L}\p{N}]*(?:\d{1,2}[^\p{L}\p{N}]+)*(?:next(?: page)?|page suivante|suivante?|nächste seite|weiter|siguiente|página siguiente|próxima(?: página)?|pagina successiva|volgende(?: pagina)?|следующая(?: страница)?|次のページ(?:へ)?|次へ|下一页|下一頁|다음 페이지|الصفحة التالية)[^\p{L}\p{N}]*$/iu
/** A content system's own command that nothing carried out: `[button link="…"]Go[/button]`. */
const SHORTCODE = /^\[(\w[\w-]*)(?:\s[^\]]*=[^\]]*)?\].*\[\/\1\]$|^\[\w[\w-]*\s[^\]]*=[^\]]*\]$/u

function isOwnAddress({ text }: Block, url: string | null): boolean {
  return url !== null && /^https?:\/\/\S+$/.test(text) && text.replace(/[?#].*$/, '') === url.replace(/[?#].*$/, '')
}

/** The number of a gallery's pictures, beside each of them. */
function isRepeatedNumber({ node, text }: Block, blocks: readonly Block[]): boolean {
  if (node.type !== 'paragraph' || !/^\d{1,3}$/.test(text)) return false
  return blocks.filter((other) => other.node.type === 'paragraph' && other.text === text).length > 2
}

export const controls = lineStep('control', (block, { index, blocks }, facts) => {
  const { text, words } = block
  if (words > 14 && !SHORTCODE.test(text)) return isOwnAddress(block, facts.url) ? 'the page’s own address' : null
  if (isOwnAddress(block, facts.url)) return 'the page’s own address'
  if (isRepeatedNumber(block, blocks)) return 'counts the pictures of a gallery'
  if (COUNTER.test(text)) return 'counts the pictures of a gallery'
  // A heading such as "Top" or "More" may begin a part of the article.
  if (block.node.type === 'heading' && index > 0 && words < 2) return null
  if (SHORTCODE.test(text)) return 'a command that the site did not carry out'
  if (PAGES.test(text)) return 'leads to the next page'
  return CONTROL.test(text) ? 'is written on something to press' : null
})
