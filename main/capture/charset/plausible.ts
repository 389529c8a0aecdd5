/** How much of a text cannot have been meant: what a wrong encoding makes of it. */

/** More than this is not looked at; bytes. */
const SAMPLE = 200_000

/** No page has these: control characters, what cannot be read, private signs. */
const IMPOSSIBLE = /[\u0080-\u009f\ufffd\ue000-\uf8ff]/gu
/** A sign in the midst of a word, where only marks that join its parts may stand. */
const SIGN_IN_WORD =
  /\p{L}[^\p{L}\p{M}\p{Pd}\p{Cf}\p{ASCII}\s\u00a0\u00b4\u00b7\u2018-\u201f\u2026\u2027\u2032\u02bc\u30fb\u30fc]\p{Ll}/gu
/** A small letter and then a capital: each letter is another one than it should be. */
const CASE_TURNED =
  /[\u00c0-\u024f\u0370-\u052f]?[\u00df-\u00ff\u0450-\u045f\u0430-\u044f\u03ac-\u03ce][\u00c0-\u00de\u0410-\u042f\u0391-\u03ab]/gu
/** Letters of two scripts in one word. */
const MIXED = /[A-Za-z](?=[\u0370-\u06ff\uff61-\uff9f])|[\u0370-\u06ff\uff61-\uff9f](?=[A-Za-z])/gu

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/**
 * The share of the characters beyond ASCII that look as if these bytes had been written in another encoding: 0 for all
 * that is well, towards 1 for nonsense.
 */
export function implausibility(bytes: Uint8Array, label: string): number {
  const text = new TextDecoder(label).decode(bytes.subarray(0, SAMPLE))
  const beyond = count(text, /[^\p{ASCII}]/gu)
  if (beyond === 0) return 0
  const odd = 2 * count(text, IMPOSSIBLE) + count(text, SIGN_IN_WORD) + count(text, CASE_TURNED) + count(text, MIXED)
  return Math.min(1, odd / beyond)
}
