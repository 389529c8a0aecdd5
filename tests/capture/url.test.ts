import { expect, it } from 'vitest'
import { canonicalUrl, resolveLink, sameSite } from '../../main/capture/url.ts'

it.each([
  ['https://x.example/a?utm_source=n&id=3&fbclid=z#top', 'https://x.example/a?id=3'],
  ['http://x.example/a', 'https://x.example/a'],
  ['http://x.example:80/a/', 'https://x.example/a'],
  ['https://x.example:443', 'https://x.example/'],
  ['https://x.example/?', 'https://x.example/'],
  ['http://x.example:8080/a', 'http://x.example:8080/a'],
  ['https://user:word@X.Example./B//', 'https://x.example/B'],
  ['https://x.example/été?q=ü', 'https://x.example/%C3%A9t%C3%A9?q=%C3%BC'],
  ['  https://x.example/a  ', 'https://x.example/a'],
])('%s is %s', (url, canonical) => {
  expect(canonicalUrl(url)).toBe(canonical)
  expect(canonicalUrl(canonical)).toBe(canonical)
})

it.each(['', 'x.example', 'mailto:a@b.example', 'javascript:alert(1)', 'file:///a', 'http://'])('%j is none', (url) => {
  expect(canonicalUrl(url)).toBeNull()
})

it('knows sites', () => {
  expect(sameSite('https://www.x.example/', 'http://news.x.example/a')).toBe(true)
  expect(sameSite('https://x.example/', 'https://evilx.example/')).toBe(false)
})

it.each([
  ['../b', 'https://x.example/b'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  [' java\nscript:alert(1)', null],
  ['data:text/html,x', null],
  ['//y.example', 'https://y.example/'],
])('resolves %j', (href, url) => {
  expect(resolveLink(href, 'https://x.example/a/c')).toBe(url)
})
