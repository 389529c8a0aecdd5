/**
 * HTML as clipboards and drags carry it. Windows' own format (“HTML Format”) begins with a header that names the page;
 * browsers strip it, some programs leave it there.
 */
import { addressList } from '../address.ts'

/** The page that copied HTML says it is from; null where it says nothing. */
export function sourceOf(html: string): string | null {
  const header = /^Version:[\s\S]{0,400}?\r?\nSourceURL:\s*(\S+)/i.exec(html)?.[1]
  const base = /<base\s[^>]*?href\s*=\s*["']?([^"'\s>]+)/i.exec(html.slice(0, 10_000))?.[1]
  const named = [header, base].find((url) => url !== undefined && /^https?:\/\//i.test(url))
  return named?.replaceAll('&amp;', '&') ?? null
}

/** Whether formatted text holds more than its plain form: one that is only wrapped is kept as the text that it is. */
export function isRich(html: string): boolean {
  return /<(p|h[1-6]|ul|ol|li|dl|table|blockquote|pre|img|picture|figure|a|em|strong|b|i|code|br|article|section)[\s>/]/i.test(
    html,
  )
}

/** A link that was copied as such is its address, however it is wrapped. */
export function onlyAddresses(text: string, uriList: string): readonly string[] | null {
  return addressList(uriList) ?? addressList(text)
}
