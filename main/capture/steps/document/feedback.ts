import { lineStep } from './blocks.ts'

/** What manuals ask at the end of each page. */
const FEEDBACK =
  /^[^\p{L}\p{N}]*(?:(?:was|is|did) this (?:page|article|section|answer|topic|content|post|information)\b.{0,12}\b(?:helpful|useful|help you)|did you find this (?:page|article|answer|topic|post)? ?(?:helpful|useful)|how (?:helpful|useful) was this (?:page|article)|(?:edit|improve) this (?:page|article|document)(?: on \w{3,12})?|suggest (?:an )?edits?(?: to this page)?|cette page (?:vous )?a-t-elle été utile|cet article vous a-t-il été utile|modifier cette page(?: sur \w{3,12})?|(?:war|ist) (?:diese seite|dieser (?:artikel|beitrag)) hilfreich|(?:diese )?seite (?:auf \w{3,12} )?bearbeiten|¿(?:te|le) (?:resultó|ha sido|fue) útil (?:esta página|este artículo)|editar esta página(?: en \w{3,12})?|(?:questa pagina|questo articolo) (?:ti )?è stat[ao] utile|(?:esta página|este artigo) foi útil|was (?:deze pagina|dit artikel) nuttig|この(?:ページ|記事)は(?:お)?役に立ちましたか|(?:此|本)(?:页面?|文章?|頁面?)(?:对您|對您)?有(?:帮助|幫助)吗?|هل كانت هذه الصفحة مفيدة)[^\p{L}\p{N}]*$/iu

/** Also on pages of little prose, as those of manuals are: nobody writes about such lines alone. */
export const feedback = lineStep(
  'feedback',
  ({ text, words }) => (words <= 14 && FEEDBACK.test(text) ? 'asks what is thought of the page' : null),
  0,
)
