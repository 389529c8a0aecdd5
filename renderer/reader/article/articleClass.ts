import { cx } from '../../ui/cx.ts'
import text from './article.module.css'
import objects from './objects.module.css'

/** How the text is set: the rules for every article, and those of its script where it has its own. */
export function articleClass(lang: string | null): string {
  const language = lang?.toLowerCase().split('-')[0] ?? ''
  const script = ['ja', 'zh', 'ko', 'yue'].includes(language)
    ? objects.cjk
    : ['ar', 'fa', 'ur', 'ps', 'ckb', 'ug'].includes(language) && objects.arabic
  return cx(text.text, objects.text, script)
}
