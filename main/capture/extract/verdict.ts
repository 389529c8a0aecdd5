import type { DocumentJSON, NodeJSON } from '../../core/document/types.ts'
import { PostilError } from '../../core/result.ts'
import { parsePage, plainText, tagOf, walk } from './dom.ts'

/** Below this much prose, it is asked whether the page is an article at all. Ideographs count for more than letters. */
const POOR = 600
const ENOUGH = 250
const PARAGRAPH = 60
const IDEOGRAPH_WEIGHT = 2.5

const NOT_FOUND =
  /^(?:error\s*)?404\b|\b(?:page|article|seite|página|pagina)\s+(?:was\s+)?(?:not\s+found|introuvable|nicht gefunden|no encontrada|non trovata)|^not found$|^page introuvable/i
const REFUSED =
  /^(?:just a moment|attention required|access denied|403 forbidden|forbidden|are you (?:a robot|human)|robot check|security check|pardon our interruption|verify(?:ing)? you are human|please verify|un instant|zugriff verweigert|accès refusé)/i
const NEEDS_SCRIPTS =
  /(?:enable|activate|turn on|requires?|needs?|allow|activer|activez|nécessite|aktivieren|habilit\w+|activ[ae]\w*)\s+(?:\S+\s+){0,5}java\s*script|java\s*script\s+(?:\S+\s+){0,5}(?:required|disabled|enabled?|désactivé|activé|aktiviert|deaktiviert|turned off|nécessaire)/i
const APP_ROOT =
  /^(?:root|app|__next|__nuxt|q-app|main-app|react-root|ember-app|svelte|gatsby-focus-wrapper|___gatsby|app-root)$/i
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
  readonly scripts: number
  readonly appRoot: boolean
  readonly noscript: string
  readonly pictures: number
}

/** What the page as it came shows, read again since extraction took the first parse apart. */
function readSigns(html: string): PageSigns {
  const document = parsePage(html)
  let password = false
  let signIn = false
  let scripts = 0
  let appRoot = false
  let pictures = 0
  const noscript: string[] = []
  walk(document.documentElement, (element) => {
    const tag = tagOf(element)
    if (tag === 'script') scripts++
    if (tag === 'noscript') noscript.push(plainText(element))
    if (tag === 'img') pictures++
    if (tag === 'input' && element.getAttribute('type')?.toLowerCase() === 'password') password = true
    if (tag === 'form' && LOGIN_PATH.test(element.getAttribute('action') ?? '')) signIn = true
    if (APP_ROOT.test(element.getAttribute('id') ?? '') && plainText(element).length < 40) appRoot = true
    if (/-/.test(tag) && element.parentElement === document.body && plainText(element) === '') appRoot = true
    if (!/^(?:script|style|noscript|template)$/.test(tag)) return true
    element.textContent = ''
    return false
  })
  const body = plainText(document.body)
  return { text: body, password, signIn, scripts, appRoot, noscript: noscript.join(' '), pictures }
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
  if (found.own >= ENOUGH && !linky) return
  if (signs.scripts > 0 && weigh(signs.text) < ENOUGH) {
    if (signs.appRoot || NEEDS_SCRIPTS.test(signs.noscript) || NEEDS_SCRIPTS.test(signs.text)) {
      throw new PostilError('pageNeedsJavaScript')
    }
  }
  if (signs.text === '' && signs.pictures === 0) {
    throw new PostilError(signs.scripts > 0 && signs.noscript !== '' ? 'pageNeedsJavaScript' : 'pageEmpty')
  }
  const short = !linky && (found.longest >= PARAGRAPH || (found.matter && found.own >= 20))
  if (!short) throw new PostilError('articleNotDetected')
}
