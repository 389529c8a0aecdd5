import type { DocumentJSON } from '../../core/document/types.ts'
import { choose, type Told } from './choose.ts'
import { clip, firstParagraph } from './excerpt.ts'
import type { PageFacts } from './index.ts'
import { settleDirection, settleLanguage } from './language.ts'
import { firstPicture } from './picture.ts'

interface Settled {
  /** BCP 47; null where it is neither declared nor certain. */
  readonly lang: string | null
  readonly dir: 'ltr' | 'rtl'
  readonly excerpt: string
  /** Absolute; http, https or `data:`. */
  readonly leadImageUrl: string | null
}

/**
 * The facts that the article's text has a say in.
 * @param text the document's
 * @param transport the language that the server told, or null
 * @param told gets the sources that were chosen
 */
export function settleWithText(
  document: DocumentJSON,
  text: string,
  facts: PageFacts,
  transport: string | null,
  told: Told[] = [],
): Settled {
  const lang = settleLanguage([...facts.langs.slice(0, 3), transport, ...facts.langs.slice(3)], text)
  if (lang) {
    const declared = [...facts.langs, transport].some((tag) => tag?.slice(0, 2).toLowerCase() === lang.slice(0, 2))
    told.push({ fact: 'lang', value: lang, source: declared ? 'declared' : 'detected in the text' })
  }
  const excerpt =
    facts.excerpt ?? choose('excerpt', [['first paragraph', () => firstParagraph(document)]], told) ?? text
  const leadImageUrl = facts.leadImage ?? choose('leadImage', [['first picture', () => firstPicture(document)]], told)
  return { lang, dir: settleDirection(facts.dirs, text), excerpt: clip(excerpt.replaceAll('\uFFFC', '')), leadImageUrl }
}
