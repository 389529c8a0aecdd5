import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { PostilError } from '../../core/result.ts'
import { needsScript, readScriptSigns, type ScriptSigns } from '../render/needsScript.ts'
import { hasClass, parsePage, plainText, tagOf, walk } from './dom.ts'

/** Below this much prose, it is asked whether the page is an article at all. Ideographs count for more than letters. */
const POOR = 600
const ENOUGH = 250
const PARAGRAPH = 60
const IDEOGRAPH_WEIGHT = 2.5

const NOT_FOUND =
  /^(?:error\s*)?404\b|\b(?:page|article|seite|página|pagina)\s+(?:was\s+)?(?:not\s+found|introuvable|nicht gefunden|no encontrada|non trovata)|^not found$|^page introuvable/i
const REFUSED =
  /^(?:just a moment|attention required|access denied|403 forbidden|forbidden|are you (?:a robot|human)|robot check|security check|pardon our interruption|verify(?:ing)? you are human|please verify|un instant|zugriff verweigert|accès refusé)/i
const LOGIN_PATH =
  /(?:^|[/._-])(?:log-?in|sign-?in|signon|auth|sso|connexion|anmelden|oauth2?|accounts?|session)(?:$|[/._?-])/i

interface Prose {
  readonly own: number
  readonly linked: number
  /** Of the longest paragraph. */
  readonly longest: number
  /** Whether there are pictures, programs, formulas or tables. */
  readonly matter: boolean
}

function weigh(text: string): number {
  const dense = text.match(/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]/g)?.length ?? 0
  return text.trim().length + dense * (IDEOGRAPH_WEIGHT - 1)
}

function prose(document: DocumentJSON): Prose {
  let own = 0
  let linked = 0
  let longest = 0
  let matter = false
  const visit = (node: NodeJSON): number => {
    if (node.type === 'text') {
      const weight = weigh(node.text ?? '')
      if (node.marks?.some(({ type }) => type === 'link')) linked += weight
      else own += weight
      return node.marks?.some(({ type }) => type === 'link') ? 0 : weight
    }
    if (/^(?:image|codeBlock|mathBlock|table|embed)$/.test(node.type)) matter = true
    let inside = 0
    for (const child of node.content ?? []) inside += visit(child)
    if (/^(?:paragraph|codeBlock|definitionTerm)$/.test(node.type)) longest = Math.max(longest, inside)
    return inside
  }
  for (const node of document.content) visit(node)
  return { own, linked, longest, matter }
}

interface PageSigns {
  readonly text: string
  readonly password: boolean
  readonly signIn: boolean
  readonly pictures: number
  readonly script: ScriptSigns
}

/** A form to sign in that many sites keep on every page, in a corner or out of sight, bars nobody's way. */
function isAside(input: Element): boolean {
  for (let each = input.parentElement; each; each = each.parentElement) {
    if (/^(?:header|nav|footer|aside|dialog|template)$/.test(tagOf(each))) return true
    if (each.hasAttribute('hidden') || each.getAttribute('aria-hidden') === 'true') return true
    if (/^(?:dialog|navigation|banner|complementary)$/.test(each.getAttribute('role') ?? '')) return true
    if (/display\s*:\s*none/i.test(each.getAttribute('style') ?? '')) return true
    if (
      hasClass(
        each,
        /(?:^|[\s_-])(?:modal|popup|pop-up|dropdown|drawer|overlay|lightbox|offcanvas|navbar|header|footer|sidebar)(?:$|[\s_-])/i,
      )
    ) {
      return true
    }
  }
  return false
}

/** What the page as it came shows, read again since extraction took the first parse apart. */
function readSigns(html: string): PageSigns {
  const document = parsePage(html)
  let password = false
  let signIn = false
  let pictures = 0
  const script = readScriptSigns(document)
  walk(document.documentElement, (element) => {
    const tag = tagOf(element)
    if (tag === 'img') pictures++
    if (tag === 'input' && element.getAttribute('type')?.toLowerCase() === 'password') password ||= !isAside(element)
    if (tag === 'form' && LOGIN_PATH.test(element.getAttribute('action') ?? '')) signIn = true
    if (!/^(?:script|style|noscript|template)$/.test(tag)) return true
    element.textContent = ''
    return false
  })
  const body = plainText(document.body)
  return { text: body, password, signIn, pictures, script }
}

/**
 * Passes what is an article; throws what the page is instead: `pageEmpty`, `loginRequired`, `pageNeedsJavaScript`,
 * `pageNotFound` and `pageDenied` (pages that say so with a status of 200), `articleNotDetected`.
 */
export function assertArticle(document: DocumentJSON | null, html: string, title: string, url: string | null): void {
  const found = document ? prose(document) : { own: 0, linked: 0, longest: 0, matter: false }
  const linky = found.linked > found.own * 2 && found.own < 1000
  if (found.own >= POOR && !linky) return
  const signs = readSigns(html)
  const path = url ? (URL.parse(url)?.pathname ?? '') : ''
  if (signs.password || (signs.signIn && LOGIN_PATH.test(path))) throw new PostilError('loginRequired')
  if (NOT_FOUND.test(title)) throw new PostilError('pageNotFound', { status: 404 })
  if (REFUSED.test(title)) throw new PostilError('pageDenied', { status: 403 })
  const enough = found.own >= ENOUGH && !linky
  const short = !linky && (found.longest >= PARAGRAPH || (found.matter && found.own >= 20))
  if (needsScript(signs.script, { article: enough || short, text: enough || weigh(signs.script.text) >= ENOUGH })) {
    throw new PostilError('pageNeedsJavaScript')
  }
  if (enough) return
  if (signs.text === '' && signs.pictures === 0) throw new PostilError('pageEmpty')
  if (!short) throw new PostilError('articleNotDetected')
}
