import { isElement, plainText, tagOf, walk } from '../extract/dom.ts'

/** A script shorter than this counts visitors or sets a class; it builds no page. */
const BUILDER = 200
/** Text of an element that is there to be filled: a dot, a spinner's word. */
const UNFILLED = 40

/** “Enable JavaScript” in the languages that most pages are written in: the name of it, near a word of asking. */
const PLEA = [
  /(?:enabl|activ|turn(?:ed)? on|requir|needs?|allow|habilit|aktivier|inschakel|ingeschakeld|nécessit|richiest|necesari|necessári|włącz|включ|увімкн|povol|zapn|engedélyez)\S*\s+(?:\S+\s+){0,6}java\s*script/i,
  /java\s*script\W*\s+(?:\S+\s+){0,6}(?:enabl|disabl|requir|necess|activ|aktiv|deaktiv|désactiv|habilit|deshabilit|desativ|disattiv|turned|off|inschakel|nodig|erforderlich|benötigt|włącz|wyłącz|включ|отключ|увімкн|вимкн|povol|zapn)/i,
  /(?:works?|working|run|function)\S*\s+(?:\S+\s+){0,4}without\s+java\s*script/i,
  /java\s*script.{0,12}(?:有効|無効|オン|必要|启用|啟用|开启|開啟|禁用|停用|활성화|사용|켜|فعّل|تفعيل|تمكين|הפעל)|(?:有効|启用|啟用|开启|開啟|활성화|تفعيل|تمكين|فعّل|הפעל).{0,12}java\s*script|(?:تفعيل|تمكين)\s+(?:ال)?جافا\s*سكر/i,
]

/** Of a page that says no more than that it waits, in UTF-16 code units. */
const NOTICE = 400

/** Only a part of the page needs scripts, and not the one that is read. */
const PLEA_FOR_A_PART = /comment|kommentar|commentaire|comentari|commenti|reacties|комментар|コメント|评论|評論/i

/** Where the widespread frameworks mount what they build. */
const MOUNT =
  /^(?:root|app|__next|__nuxt|q-app|main-app|react-root|ember-app|svelte|gatsby-focus-wrapper|___gatsby|app-?root|application|react-app|vue-app|mount|outlet|spa)$/i
const MOUNT_ATTRIBUTES = ['ng-app', 'data-ng-app', 'ng-version', 'data-reactroot', 'data-v-app', 'v-cloak', 'ng-cloak']

/** What frameworks leave in a page for their scripts to build it from. */
const STATE =
  /__NEXT_DATA__|__NUXT(?:_DATA)?__|__(?:INITIAL|PRELOADED|APOLLO|APP|REDUX)_(?:STATE|DATA)__|__remixContext|__sveltekit|self\.__next_f/

/** Said instead of a text that is still to come, and nothing else. */
const LOADING =
  /^(?:(?:please|just a|one)\s+(?:wait|moment|second)[\s,.…!]*)?(?:loading|(?:wird|seite)\s+(?:geladen|lädt)|wird geladen|lade[nt]?|chargement(?: en cours)?|cargando|carregando|caricamento(?: in corso)?|bezig met laden|ładowanie|загрузка|завантаження|yükleniyor|読み込み中|読込中|加载中|載入中|로딩\s*중?|جار[ٍي]?\s*(?:ال)?تحميل|טוען)(?:\s+\S+){0,4}$/iu

/** What stands around the text of any page. */
const AROUND = /^(?:nav|header|footer|aside|dialog)$/
const AROUND_ROLE = /^(?:navigation|banner|contentinfo|complementary|dialog|alertdialog|search|menubar?)$/
const LANDMARK = /^(?:main|article)$/

/** What tells that a page would have its text if its scripts ran. */
export interface ScriptSigns {
  readonly scripted: boolean
  /** Among its scripts is one that is large enough to build a page, or comes from elsewhere. */
  readonly builder: boolean
  /** It asks for JavaScript, in words for browsers without it. */
  readonly plea: boolean
  /** It asks for JavaScript in words that everybody sees, or says that it is loading, and hardly anything else. */
  readonly waiting: boolean
  /** The place for its text is there, and empty. */
  readonly unfilled: boolean
  /** The data that its scripts would build it from. */
  readonly state: boolean
  /** What a reader would see without scripts, but for what stands around the text of any page. */
  readonly text: string
  readonly pictured: boolean
}

const isScript = (type: string | null): boolean =>
  type === null || /^(?:|module|(?:text|application)\/(?:x-)?(?:java|ecma)script(?:;.*)?)$/i.test(type.trim())

/** Reads a page's signs. Changes nothing. */
export function readScriptSigns(document: Document): ScriptSigns {
  let scripted = false
  let builder = false
  let unfilled = false
  let state = false
  let busy = false
  let pictured = false
  let plea = false
  const texts: string[] = []
  walk(document.documentElement, (element) => {
    const tag = tagOf(element)
    if (tag === 'script') {
      const source = element.textContent ?? ''
      if (isScript(element.getAttribute('type'))) {
        scripted = true
        builder ||= element.hasAttribute('src') || source.length >= BUILDER
      }
      state ||= STATE.test(element.id) || STATE.test(source)
    }
    if (tag === 'noscript') plea ||= isPlea(plainText(element))
    if (/^(?:script|style|noscript|template|head|svg|title)$/.test(tag)) return tag === 'head'
    if (tag === 'img') pictured = true
    if (isMount(element, tag, document.body)) {
      unfilled ||= isUnfilled(element)
      busy ||= element.getAttribute('aria-busy') === 'true'
    }
    if (AROUND.test(tag) || AROUND_ROLE.test(element.getAttribute('role') ?? '')) return false
    for (const node of element.childNodes) if (node.nodeType === 3) texts.push(node.textContent ?? '')
    return true
  })
  const text = texts.join(' ').replace(/\s+/g, ' ').trim()
  const waiting = busy || isPlea(text) || LOADING.test(text.replace(/[\s.…]+$/u, ''))
  return { scripted, builder, plea, waiting: waiting && text.length < NOTICE, unfilled, state, text, pictured }
}

function isPlea(words: string): boolean {
  return PLEA.some((each) => each.test(words)) && !PLEA_FOR_A_PART.test(words)
}

function isMount(element: Element, tag: string, body: Element): boolean {
  if (LANDMARK.test(tag) || element.getAttribute('role') === 'main') return true
  if (MOUNT.test(element.id)) return true
  if (tag.includes('-') && element.parentElement === body) return true
  return MOUNT_ATTRIBUTES.some((name) => element.hasAttribute(name))
}

/** Whether an element shows hardly any text, and nothing that could be read instead. */
function isUnfilled(element: Element): boolean {
  let room = UNFILLED
  const visit = (node: Node): void => {
    if (node.nodeType === 3) room -= (node.textContent ?? '').replace(/\s+/g, ' ').length
    if (!isElement(node) || room < 0) return
    const tag = tagOf(node)
    if (/^(?:script|style|noscript|template)$/.test(tag)) return
    if (/^(?:img|picture|video|iframe|canvas|object|embed|table|math)$/.test(tag)) room = -1
    for (const child of node.childNodes) visit(child)
  }
  visit(element)
  return room >= 0
}

/**
 * Whether a page would have its article if its scripts ran. `article`: a short one was found all the same; `text`: there is
 * some text. The more there is, the more signs it takes: a short page may be all that somebody wanted to say.
 */
export function needsScript(signs: ScriptSigns, found: { readonly article: boolean; readonly text: boolean }): boolean {
  const { scripted, builder, plea, waiting, unfilled, state, text, pictured } = signs
  if (!scripted) return false
  // What was found stands around an empty place.
  if (found.article && text.length < UNFILLED) return unfilled || waiting
  if (found.text) return unfilled && (plea || (!found.article && (state || waiting)))
  if (found.article) return waiting || (unfilled && (plea || state))
  return plea || waiting || unfilled || state || (builder && text === '' && !pictured)
}
