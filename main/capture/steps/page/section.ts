import { plainText } from '../../extract/dom.ts'
import { Look, type NameTest, normalised } from './look.ts'

/** Words in paragraphs that make a section one of the article where its heading says its id, and where none does. */
const HEADED_PROSE = 40
const LONG_PROSE = 100
/** Of the words of a section's paragraphs, at most so many are links. */
const MOST_LINKED = 0.2

/** What opens, is filled in, or has been said by readers: nothing of it stands in a text that its author wrote. */
const WORKED =
  'form, input, textarea, select, button, time, dialog, [role="button"], [role="dialog"], [class*="button"], [class*="btn"], [class*="close"], [class*="comment"], [class*="reply"], [class*="avatar"], [id^="comment-"], [itemtype*="Comment"]'
const CLOSED =
  '[hidden], [aria-hidden="true"], [aria-modal], [role="dialog"], [role="alertdialog"], [style*="display:none"], [style*="display: none"]'

/** Where somebody is led who is asked for something. */
const ASKED = /donat|subscri|newsletter|sign-?up|member|join|support|patreon|paypal|abonn|inscri|spende|suscri/i

/**
 * Whether an element is called so, and is not just a section of the article whose id is a word of its subject: a text on
 * modal logic has a section `modal` as sites have windows of that name. A class is believed as before.
 */
export function called(look: Look, names: NameTest): boolean {
  if (!names.test(look.names)) return false
  return look.id === null || names.test(look.classes) || !isOwnSection(look)
}

function isOwnSection(look: Look): boolean {
  const { element, tag, id, linked } = look
  if (id === null || !/^(?:section|div|article)$/.test(tag) || linked > MOST_LINKED) return false
  if (element.matches(CLOSED) || look.has(WORKED) || isAsking(element)) return false
  const listed = [...element.querySelectorAll('li')]
    .filter((item) => !item.parentElement?.closest('li'))
    .reduce((sum, item) => sum + new Look(item, look.host).prose, 0)
  const prose = look.prose - listed
  return prose > 2 * listed && prose >= (saysId(element, id) ? HEADED_PROSE : LONG_PROSE)
}

function isAsking(element: Element): boolean {
  return [...element.querySelectorAll('a[href]')].some((link) =>
    ASKED.test(`${link.getAttribute('href')} ${plainText(link)}`),
  )
}

/** Whether a section's first heading has a word of its id, and not only a number beside it as `3 comments` has. */
function saysId(element: Element, id: string): boolean {
  const heading = element.querySelector('h2, h3, h4, h5, h6')
  if (!heading) return false
  const words =
    plainText(heading)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const begins = (word: string, start: string) => start.length >= 4 && word.startsWith(start)
  const wanted = normalised(id).match(/\p{L}{4,}/gu) ?? []
  const said = words.filter((word) => wanted.some((part) => begins(word, part) || begins(part, word)))
  return said.length > 0 && (said.length < words.length || !/\d/.test(plainText(heading)))
}
