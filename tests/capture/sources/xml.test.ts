import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xhtmlToHtml } from '../../../main/capture/sources/xhtml.ts'
import { elementsNamed, firstNamed, parseXml, xmlText } from '../../../main/capture/sources/xml.ts'
import { documentText } from '../../../main/core/document/text.ts'
import { extract, headings } from '../../support/sources/read.ts'

const PARAGRAPH =
  'The keeper kept two logbooks, one for the weather and one for himself, and he was careful to write the truth in both. '

describe('parseXml', () => {
  it('reads elements, attributes, CDATA, references and names with prefixes', () => {
    const root = parseXml(
      '\uFEFF<?xml version="1.0"?><!-- x --><a:r k="1 &lt; 2" l=\'"\'><b/><![CDATA[<&>]]>&#x65E5;&#233;&eacute;&amp;<c>d<!-- no -->e</c></a:r>\n',
    )
    expect(root?.name).toBe('a:r')
    expect([...(root?.attributes ?? [])]).toEqual([
      ['k', '1 < 2'],
      ['l', '"'],
    ])
    expect(root && xmlText(root)).toBe('<&>日éé&de')
    expect(root && firstNamed(root, 'b')?.children).toEqual([])
  })

  it('resolves entities that the document declares', () => {
    const root = parseXml('<!DOCTYPE r [<!ENTITY who "Ada"> <!ENTITY greet "Hi &who;!">]><r>&greet; &unknown;</r>')
    expect(root && xmlText(root)).toBe('Hi Ada! &unknown;')
  })

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a b=c/>',
    '<a b="1" b="2"/>',
    '<a>&</a>',
    '<a/><b/>',
    '<a/>text',
    '<a><!-- </a>',
    '<a><![CDATA[</a>',
    '<!DOCTYPE a [<!ENTITY x "y">',
    '<a b="<"/>',
  ])('%j is not well-formed', (source) => expect(parseXml(source)).toBeNull())

  it('expands no bomb, fetches nothing, and does not run out of stack', () => {
    const levels = Array.from({ length: 7 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(30)}">`).join('')
    expect(parseXml(`<!DOCTYPE r [<!ENTITY e0 "ha">${levels}]><r>&e7;</r>`)).toBeNull()
    expect(parseXml('<!DOCTYPE r [<!ENTITY a "&b;"><!ENTITY b "&a;">]><r>&a;</r>')).toBeNull()
    const outside = parseXml('<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/passwd">]><r>&f;</r>')
    expect(outside && xmlText(outside)).toBe('&f;')
    expect(parseXml('<a>'.repeat(100_000) + '</a>'.repeat(100_000))).toBeNull()
  })

  it('goes once through what is made to be gone through again and again', () => {
    expect(parseXml(`<a>${'<!DOCTYPE'.repeat(200_000)}`)).toBeNull()
    const inner = '<'.repeat(500_000)
    const root = parseXml(`<!DOCTYPE r [<!ENTITY x "${inner}">]><r>&x;</r>`)
    expect(root && xmlText(root)).toBe(inner)
  })

  it('knows the entities of its document type, not those of a comment', () => {
    const root = parseXml(
      '<!-- <!DOCTYPE r [<!ENTITY who "nobody">]> --><!DOCTYPE r [<!ENTITY who "Ada">]><r>&who;</r>',
    )
    expect(root && xmlText(root)).toBe('Ada')
  })

  it('answers or refuses whatever it is given', () => {
    const pieces = fc.constantFrom(
      '<a>',
      '</a>',
      '<b/>',
      '<',
      '>',
      '&',
      '&x;',
      '<![CDATA[',
      ']]>',
      '<!--',
      '-->',
      '<!DOCTYPE r [',
      ']>',
      '"',
      'text',
      '<?',
      '?>',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const root = parseXml(`<r>${parts.join('')}</r>`)
        expect(root === null || [...elementsNamed(root, 'a')].length >= 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('XHTML', () => {
  const page = (body: string, head = '<title/>') => `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd" [<!ENTITY keeper "the keeper’s">]>
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en"><head>${head}</head><body>${body}</body></html>`

  it('is read as XML, where tags may close themselves', async () => {
    const html = xhtmlToHtml(page('<p>a<a id="x"/>b<br/></p><script/><p><![CDATA[1 < 2]]> &keeper;&nbsp;log</p>'))
    expect(html).toContain('<title></title>')
    expect(html).toContain('<p>a<a id="x"></a>b<br></p><script></script>')
    expect(html).toContain('<p>1 &lt; 2 the keeper’s\u00a0log</p>')
    expect(html).toContain('<html lang="en">')
  })

  it('comes through whole from a file or a server', async () => {
    const body = `<div id="top"/><h1>A lamp</h1><p>${PARAGRAPH.repeat(6)}</p><h2/><p><![CDATA[if a < b & c]]> ${PARAGRAPH.repeat(4)}</p>`
    const saved = await extract(
      Buffer.from(page(body, '<title>A lamp</title><style>/*<![CDATA[*/ p > a {} /*]]>*/</style>')),
      'lamp.xhtml',
    )
    expect([saved.title, saved.lang]).toEqual(['A lamp', 'en'])
    expect(documentText(saved.document).text).toContain('if a < b & c')
    const served = await extract(Buffer.from(page(body)), '', {
      contentType: 'application/xhtml+xml',
      url: 'https://x.example/a',
    })
    expect(documentText(served.document).text).toContain('if a < b & c')
  })

  it('is read as browsers read broken pages where it is not well-formed', async () => {
    const broken = page(
      `<h1>A lamp</h1><p>${PARAGRAPH.repeat(6)}<br><p>${PARAGRAPH.repeat(4)} & so on`,
      '<title>A lamp</title>',
    )
    expect(xhtmlToHtml(broken)).toBeNull()
    const { document } = await extract(Buffer.from(broken), 'lamp.xhtml')
    expect(documentText(document).text).toContain('& so on')
    expect(headings(document)).toEqual([])
  })
})
