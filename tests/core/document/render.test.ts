import { DOMSerializer } from '@tiptap/pm/model'
import { parseHTML } from 'linkedom'
import { expect, test } from 'vitest'
import { documentSchema } from '../../../main/core/document/schema.ts'
import type { DocumentJSON } from '../../../main/core/document/types.ts'
import { documentHtml } from '../../../main/core/export/documentHtml.ts'
import { documentMarkdown } from '../../../main/core/export/documentMarkdown.ts'
import { doc, everything, node, p, text } from '../support.ts'

/** What the window shows, drawn by ProseMirror itself. */
function drawn(document: DocumentJSON): string {
  const page = parseHTML('<!doctype html><html><body><main></main></body></html>').document
  const main = page.querySelector('main')
  const fragment = documentSchema().nodeFromJSON(document).content
  main?.append(DOMSerializer.fromSchema(documentSchema()).serializeFragment(fragment, { document: page }) as never)
  return main?.innerHTML ?? ''
}
/** Attributes in any order, empty ones in either spelling. */
function tags(html: string): string[] {
  return [...html.matchAll(/<(\/?[\w]+)([^>]*)>/g)].map(([, name, attributes]) => {
    const list = [...(attributes ?? '').matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(
      ([, key, value]) => `${key}=${(value ?? '').replaceAll('&amp;', '&')}`,
    )
    return [name?.toLowerCase(), ...list.sort()].join(' ')
  })
}

test('the window and the HTML export draw the same elements', () => {
  const exported = documentHtml(everything)
  const article = exported.slice(exported.indexOf('<article>') + 9, exported.indexOf('</article>'))
  const clean = (list: string[]) => list.filter((tag) => !/^(\/?span class=missing|br|hr)/.test(tag))
  expect(clean(tags(drawn(everything)))).toEqual(clean(tags(article)))
})

test('references and notes are linked both ways', () => {
  const html = drawn(everything)
  expect(html).toMatch(/<sup[^>]*id="doc-ref-n1"[^>]*><a[^>]*href="#doc-n1"/)
  expect(html).toMatch(/<li[^>]*id="doc-n1"/)
  expect(tags(html)).toContainEqual(expect.stringMatching(/^a .*href=#doc-ref-n1 role=doc-backlink$/))
})

test('a missing picture is a quiet place with its description; a kept one is asked from the library alone', () => {
  expect(tags(drawn(doc(node('image', { alt: 'Une page', source: 'https://example.org/x.png' }))))).toEqual([
    'div aria-label=Une page class=missing-picture role=img',
    '/div',
  ])
  expect(tags(drawn(doc(node('image', { alt: '' }))))).toEqual(['div aria-hidden=true class=missing-picture', '/div'])
  expect(drawn(everything).match(/(src|srcset|poster|data)="[^"]*"/g)).toEqual([
    expect.stringMatching(/^src="\/media\/b{64}\.png"$/),
  ])
})

test('links out open elsewhere and tell nothing of where they come from', () => {
  const link = (href: string) => drawn(doc(p(text('x', { type: 'link', attrs: { href } }))))
  expect(link('https://example.org/')).toContain('rel="noopener noreferrer nofollow"')
  expect(link('#outils')).toContain('href="#doc-outils"')
  expect(() => link('javascript:alert(1)')).toThrow(RangeError)
})

test('a picture keeps the link around it, in the window and in exports', () => {
  const source = 'https://example.org/a.png'
  const linked = doc(node('image', { source, alt: 'A', href: 'https://example.org/tour' }))
  expect(documentHtml(linked, { pictures: 'source' })).toMatch(
    /<a href="https:\/\/example.org\/tour"[^>]*><img src="https:\/\/example.org\/a.png"[^>]*><\/a>/,
  )
  expect(documentMarkdown(linked)).toContain('[![A](https://example.org/a.png)](https://example.org/tour)')
  const astray = doc(node('image', { source, alt: 'A', href: 'javascript:alert(1)' }))
  expect(documentHtml(astray, { pictures: 'source' })).not.toContain('javascript')
})
