import { isDateLine } from '../dates.ts'
import type { PageStep } from '../types.ts'
import { type Look, named } from './look.ts'
import { called } from './section.ts'

/** What a quotation, a picture, a table or a list item names itself is about itself. */
const IN_CONTENT = 'blockquote, figure, table, pre'
const EMBEDDED = 'blockquote, iframe, video, audio, pre, table, figure, math'
const INLINE = /^(?:span|a|em|strong|b|i|font|small|sup|sub|time|label|u|abbr|mark)$/

/** How many words a block has: it is asked by everything in it, and nothing of it changes meanwhile. */
const wordsOfBlocks = new WeakMap<Element, number>()

function wordsIn(block: Element): number {
  const words = wordsOfBlocks.get(block) ?? block.textContent?.trim().split(/\s+/).length ?? 0
  wordsOfBlocks.set(block, words)
  return words
}

/** In a sentence, and not all of it. */
function inSentence({ element, tag, words }: Look): boolean {
  if (!INLINE.test(tag)) return false
  const block = element.parentElement?.closest('p, li, td, dd, h1, h2, h3, h4, h5, h6, blockquote, figcaption')
  return block != null && wordsIn(block) > words + 3
}

const HIDDEN = named(
  'sr-only|sronly|visually-?hidden|screen-?reader(?:-only)?-?(?:text)?|screen-only-reader|off-?screen|hidden-accessible|a11y-hidden|accessibly-hidden|assistive-text|u-hidden-visually|element-invisible|invisible-element|skip-?(?:link|nav|to-?(?:content|main))|show-for-sr',
)

const PRINTED = named('print-?only|print-(?:header|footer|logo|title)|only-print|visible-print(?:-\\w+)?|d-print-block')

/** Labels for readers of screens ("Image copyright"), ways past a menu, what only a printer prints. */
export const hiddenLabels: PageStep = {
  name: 'hidden-label',
  why: (look) => {
    if (look.names === '') return null
    if (PRINTED.test(look.names) && look.prose === 0) return 'is for the printer only'
    const hidden = HIDDEN.test(look.names) && look.words <= 14 && !look.has('img, math, h1')
    return hidden && !look.within('math, mjx-container, .katex') ? 'is not shown on the screen' : null
  },
}

const POPOVER = named(
  '(?:tooltip|rollover|hover-?card|popover|popup|pop-?up|fly-?out|drop-?down)(?:-\\w+)*-(?:block|content|body|box|inner|panel|text|window|bubble|menu|card|container|wrapper)|popover|hover-?card|modal|modal-(?:dialog|content|body)|lightbox-(?:content|caption|overlay)|dropdown-menu|off-?canvas',
)

/** What opens over the page only when somebody points at something. */
export const popovers: PageStep = {
  name: 'popover',
  why: (look) =>
    (/^(?:dialog|alertdialog|tooltip|menu|menubar|alert)$/.test(look.role) ||
      look.element.getAttribute('aria-modal') === 'true' ||
      called(look, POPOVER)) &&
    !look.within(IN_CONTENT)
      ? 'opens over the page when it is pointed at'
      : null,
}

const ADVERTISEMENT = named(
  'ads?|advert|adverts|advertisements?|advertising|adsense|adsbygoogle|ad-?(?:slot|unit|container|wrapper|wrap|banner|box|space|placeholder|label|block|zone|sticky|area|leaderboard|mpu|text|code|div|inner|module|break|top|bottom)s?|sponsor|sponsored|sponsors|sponsorship|promoted|dfp|gpt-ad|google-?ads?|leaderboard|doubleclick|anzeige|werbung|publicite|publicidad(?:e)?|pubblicita|reklam[aey]?|iklan|affiliate-(?:disclosure|notice|disclaimer)',
)

export const advertisements: PageStep = {
  name: 'advertisement-box',
  why: (look) =>
    (ADVERTISEMENT.test(look.names) || /^amp-(?:sticky-)?ad$/.test(look.tag)) &&
    look.words < 60 &&
    !inSentence(look) &&
    !look.has('table, pre') &&
    !look.within('pre')
      ? 'an advertisement'
      : null,
}

const SHARE = named(
  'share|shares|sharing|share-?(?:this|bar|buttons?|links?|tools?|icons?|widget|container|list|box)|sharebar|addthis(?:-\\w+)?|addtoany|a2a|sharedaddy|sharethis|shariff|heateor|ssba|sociable|social-?(?:share|sharing|links?|bar|buttons?|icons?|media-?(?:links?|icons?|bar)|tools?|nav|list|follow|wrapper|container|networks?)|socials|social|follow-?(?:us|me|box|bar|buttons?|links?)|article-tools|story-tools|post-tools|tool-?bar|print-?(?:button|link|page|friendly)|partage[rz]?|partager|teilen|compartir|compartilhar|condividi|delen|udostepnij|bagikan|paylas',
)

export const sharing: PageStep = {
  name: 'share',
  why: (look) =>
    (SHARE.test(look.names) || look.role === 'toolbar') &&
    look.tag !== 'figure' &&
    look.words < 60 &&
    look.prose === 0 &&
    !look.has(EMBEDDED) &&
    !inSentence(look) &&
    !/-embed|embed-/.test(look.names)
      ? 'offers to share, follow or print'
      : null,
}

const NEWSLETTER = named(
  'news-?letters?(?:-\\w+)*|subscri(?:be|ption|ber)s?(?:-\\w+)*|sign-?up(?:-\\w+)*|opt-?in(?:-\\w+)*|mc4wp(?:-\\w+)*|mailchimp|mailing-?list|email-?(?:sign-?up|capture|form|alerts?|subscribe)|call-to-action|cta(?:-\\w+)*|donate|donation|donations|membership|become-a-member|app-?(?:promo|banner|download|store)|install-app|paywall-(?:message|prompt|banner|box|notice|cta)|regwall|inscription|abonnement|abonnieren|suscri(?:bete|pcion)|assine|iscriviti|in-?read|piano-(?:container|inline|modal|offer|paywall|placeholder|template|widget)',
)

/** By which somebody subscribes; a section about subscriptions or donations has none. */
const ASKING = 'form, input, button, a[href], [role="button"], [class*="button"], [class*="btn"]'

export const newsletters: PageStep = {
  name: 'newsletter',
  why: (look) =>
    called(look, NEWSLETTER) &&
    look.words < 160 &&
    (look.prose < 40 || look.has(ASKING)) &&
    !inSentence(look) &&
    !look.has('pre, table, blockquote')
      ? 'asks to subscribe'
      : null,
}

const COOKIES = named(
  'cookies?(?:-\\w+)*|consent(?:-\\w+)*|gdpr(?:-\\w+)*|onetrust(?:-\\w+)*|cc-window|cmp|truste|didomi|iubenda|cybot\\w*|eu-?cookie\\w*|privacy-(?:banner|notice|popup|bar)|notification-bar(?:-\\w+)*|top-?bar-notice|site-?notice|browser-?(?:upgrade|warning|update)|browsehappy',
)

export const cookies: PageStep = {
  name: 'cookies',
  why: (look) =>
    COOKIES.test(look.names) &&
    look.words < 400 &&
    (look.prose === 0 ||
      look.has('button, input, [role="button"], [class*="btn"], [class*="button"], [class*="close"]'))
      ? 'a notice about cookies or the site itself'
      : null,
}

const COMMENTS = named(
  'comments?|comments?-?(?:list|area|section|form|wrap|wrapper|container|thread|block|box|respond|count|link|links|policy|rules|template|feed)s?|disqus(?:-\\w+)*|respond|fb-comments|livefyre|viafoura|coral-(?:talk|comments?|container|embed|stream|thread)|spot-im|commentlist|kommentare?|commentaires?|comentarios?|commenti|reacties|leave-(?:a-)?(?:reply|comment)|webmentions?|pingbacks?|trackbacks?',
)
/** What readers' words are set in, and how they are asked for. */
const THREAD = 'form, textarea, ol > li, ul > li, [class*="comment"], [id^="comment"], [class*="reply"], article'
const COMMENT_TYPES = /schema\.org\/(?:Comment|UserComments)/

export const comments: PageStep = {
  name: 'comments',
  why: (look) =>
    ((called(look, COMMENTS) && !/-embed|no-comment/.test(look.names)) ||
      COMMENT_TYPES.test(look.element.getAttribute('itemtype') ?? '')) &&
    (look.prose < 100 || look.has(THREAD)) &&
    !inSentence(look) &&
    !look.within('pre')
      ? 'what readers wrote, or a way to write'
      : null,
}

const RELATED = named(
  'related(?:-\\w+)*|recommend(?:ed|ation|ations|s)?(?:-\\w+)*|recirc(?:ulation)?(?:-\\w+)*|read-?(?:more|next|also)(?:-\\w+)*|also-?(?:read|see|like)|more-?(?:stories|news|articles|from|on|in|posts|like|reading|links|coverage|headlines|top)(?:-\\w+)*|you-?(?:may|might|ll)(?:-\\w+)*|(?:most|top)-?(?:read|popular|viewed|shared|commented|stories|news)|trending(?:-\\w+)*|popular(?:-\\w+)*|outbrain|taboola|zergnet|revcontent|mgid|rail|up-?next|next-?(?:article|story|post|up)|prev(?:ious)?-?(?:article|story|post)|suggest(?:ed|ions?)(?:-\\w+)*|similar-?(?:posts|articles|stories)|yarpp(?:-\\w+)*|jp-relatedposts|linkwithin|promo|promos|promo-?(?:box|link|list|item|card|block|module)|cross-?(?:sell|link|links|promo)|teaser-?(?:list|grid|container|items?)|latest-?(?:news|posts|stories)|dont-miss|inline-?(?:links?|promo|related)|read-in-app|in-this-series|story-?(?:links|list|package)|lire-aussi|voir-aussi|a-lire(?:-\\w+)*|articles-lies|mehr-zum-thema|weitere-(?:artikel|themen|meldungen)|auch-interessant|lesetipps?|relacionad[oa]s?|lee-tambien|te-puede-interesar|mas-(?:leidas|noticias)|leia-(?:tambem|mais)|veja-(?:tambem|mais)|saiba-mais|leggi-anche|correlat[ie]|potrebbe-interessarti|lees-ook|gerelateerd|meest-gelezen|czytaj-(?:tez|takze|wiecej)|polecane|powiazane|souvisejici|baca-juga|terkait|ilgili-\\w+|las-(?:mer|ocksa)|relaterat|relaterade',
)

export const related: PageStep = {
  name: 'related',
  why: (look) =>
    RELATED.test(look.names) &&
    look.links > 0 &&
    (look.linked > 0.3 || look.prose < 40) &&
    look.words < 700 &&
    !inSentence(look) &&
    !look.has('blockquote, pre, table, math')
      ? 'leads to other articles'
      : null,
}

const AUTHOR = named(
  '(?:author|writer|contributor|autor|auteur|autore)-?(?:box|bio|info|card|profile|about|description|details|block|section|wrap|wrapper|area|meta|container|footer|archive|name|links?|social|avatar|image|photo|vcard|list|s)?|about-?(?:the-)?(?:authors?|writer)|(?:post|entry|article|story)-?author(?:-\\w+)*|bio|biography|by-?lines?(?:-\\w+)*|(?:post|entry|article|story)-by-?line(?:-\\w+)*|abh-\\w+|saboxplugin(?:-\\w+)*|pp-author(?:-\\w+)*|contributors',
)

export const authors: PageStep = {
  name: 'author-box',
  why: (look) =>
    (AUTHOR.test(look.names) || /^(?:author|creator)$/.test(look.element.getAttribute('itemprop') ?? '')) &&
    look.words < 160 &&
    !look.within(`${IN_CONTENT}, li`) &&
    !look.has('h1, blockquote, pre, table') &&
    !inSentence(look)
      ? 'tells who wrote the article'
      : null,
}

const META = named(
  '(?:post|posted|entry|article|story|news|blog)-?(?:meta|info|dates?|time|timestamp|published|on)(?:-\\w+)*|reading-?time|read-?time|min-?read|view-?count|post-?views|meta-(?:data|info|date)',
)
const DATED = named(
  'time-?stamps?(?:-\\w+)*|pub(?:lish(?:ed)?|lication)?-?(?:date|time|on|info|dates)|published|date-?(?:line|time|published|modified|posted|updated)?(?:-(?:published|updated|text|time))?|updated?(?:-(?:date|time|at|on))?|last-?(?:updated|modified)|posted-?(?:on|at|in)|byline-date|meta|fecha|datum|data-(?:pubblicazione|publicacao)',
)

/** Where something was written, before the day: `Lisbon, 3 March 2003`. */
const PLACE = /^\p{Lu}[\p{L}\p{M}'’. -]{1,30},\s+(?=\P{Ll})/u

/** A line of the template about the article, or a date that is named as one. What a note says besides its time is its own. */
function isStamp({ element, names, text }: Look): boolean {
  if (META.test(names)) return /\d/.test(text)
  const stated = /^date(?:Published|Modified|Created)$/.test(element.getAttribute('itemprop') ?? '')
  return (stated || DATED.test(names)) && (isDateLine(text) || isDateLine(text.replace(PLACE, '')))
}

/** Lines of dates, times and counts that templates print over and under an article. */
export const stamps: PageStep = {
  name: 'stamp-line',
  why: (look) =>
    (look.names !== '' || look.element.hasAttribute('itemprop')) &&
    look.tag !== 'li' &&
    look.element.childElementCount < 20 &&
    (META.test(look.names) || DATED.test(look.names) || look.element.hasAttribute('itemprop')) &&
    look.words <= 30 &&
    look.prose === 0 &&
    isStamp(look) &&
    !look.within(`${IN_CONTENT}, li, p, dd, h2, h3, h4`) &&
    !look.has('h1, img, figure, table, blockquote')
      ? 'says when the article was published'
      : null,
}

const TAGS = named(
  'tags?|tag-?(?:list|cloud|links?|container|wrapper|box|items?)|tags-?(?:list|links?|container|wrapper|block|section)|(?:post|entry|article|story|blog)-?(?:tags?|categor(?:y|ies)|topics?|labels?|keywords)(?:-\\w+)*|keywords?|topics?(?:-(?:list|links))?|categor(?:y|ies)(?:-(?:list|links?))?|cat-links|filed-?(?:under|in)|hash-?tags?|mots-cles|schlagworte|etiquetas|temas',
)

/** `rel="tag"` is the microformat for what an article is filed under. */
const isFiling = (link: Element): boolean => /(?:^|\s)(?:tag|category)(?:\s|$)/.test(link.getAttribute('rel') ?? '')

/** Whether a list is of nothing but such links; asked of every element, so that it looks at the first link before all. */
function isTagList(look: Look): boolean {
  if (!/^(?:ul|ol|p|div|footer)$/.test(look.tag)) return false
  let first = look.element.firstElementChild
  for (let depth = 0; first && depth < 3 && first.localName !== 'a'; depth++) first = first.firstElementChild
  if (!first || !isFiling(first)) return false
  return look.linked >= 0.6 && [...look.element.querySelectorAll('a')].every(isFiling)
}

export const tags: PageStep = {
  name: 'tags',
  why: (look) =>
    ((TAGS.test(look.names) && look.words <= 60 && look.prose === 0 && look.links > 0 && look.linked > 0.4) ||
      isTagList(look)) &&
    !look.within(IN_CONTENT) &&
    !inSentence(look)
      ? 'lists what the article is filed under'
      : null,
}

const NAVIGATION = named(
  'bread-?crumbs?(?:-\\w+)*|pagination|pager|page-?(?:nav|numbers|links)|post-?nav(?:igation)?|nav-?(?:links|below|above|single|bar|menu)|navigation|site-?(?:nav|header|footer|menu)|(?:main|sub|top|side|mobile)-?(?:nav|menu)|side-?bar|menu-?(?:item|items|list)|back-to-top|language-?(?:switcher|selector)|search-?form',
)

export const navigation: PageStep = {
  name: 'navigation',
  why: (look) =>
    ((NAVIGATION.test(look.names) && (look.linked > 0.4 || look.words < 8)) ||
      /^(?:navigation|search)$/.test(look.role)) &&
    look.prose < 60 &&
    !look.within(IN_CONTENT) &&
    !look.has('h1')
      ? 'leads through the site'
      : null,
}
