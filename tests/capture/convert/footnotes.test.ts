import { describe, expect, it } from 'vitest'
import { all, marked, textOf, within } from './article.ts'

/** The references' labels, and each note that they lead to. */
function linked(html: string): { references: unknown[]; notes: string[]; both: boolean } {
  const nodes = within(html)
  const references = all(nodes, 'footnoteReference')
  const notes = all(nodes, 'footnote')
  const ids = new Set(notes.map(({ attrs }) => attrs?.id))
  return {
    references: references.map(({ attrs }) => attrs?.label),
    notes: notes.map(textOf),
    both: references.length > 0 && references.every(({ attrs }) => ids.has(attrs?.target)),
  }
}

const shapes: Readonly<Record<string, string>> = {
  'raised links':
    '<p>One<sup id="r1"><a href="#n1">1</a></sup> two<sup id="r2"><a href="#n2">2</a></sup>.</p><ol><li id="n1">First note. <a href="#r1">↩</a></li><li id="n2">Second note. <a href="#r2">↩</a></li></ol>',
  Markdown:
    '<p>One<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref">1</a></sup> two<sup id="fnref:2"><a href="#fn:2" class="footnote-ref">2</a></sup>.</p><section class="footnotes" role="doc-endnotes"><hr><ol><li id="fn:1"><p>First note.&#160;<a href="#fnref:1" class="footnote-backref">&#8617;&#xFE0E;</a></p></li><li id="fn:2"><p>Second note. <a href="#fnref:2" class="footnote-backref">↩</a></p></li></ol></section>',
  Word: '<p>One<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a> two<a href="#_ftn2" name="_ftnref2">[2]</a>.</p><div><hr size="1"><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> First note.</p></div><div id="ftn2"><p><a href="#_ftnref2" name="_ftn2">[2]</a> Second note.</p></div></div>',
  LibreOffice:
    '<p>One<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a> two<a class="sdfootnoteanc" name="sdfootnote2anc" href="#sdfootnote2sym"><sup>2</sup></a>.</p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a>First note.</p></div><div id="sdfootnote2"><p><a class="sdfootnotesym" name="sdfootnote2sym" href="#sdfootnote2anc">2</a>Second note.</p></div>',
  MediaWiki:
    '<p>One<sup id="cite_ref-a_1-0" class="reference"><a href="#cite_note-a-1"><span class="cite-bracket">[</span>1<span class="cite-bracket">]</span></a></sup> two<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup>.</p><div class="reflist"><ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink"><b><a href="#cite_ref-a_1-0" aria-label="Jump up">^</a></b></span> <span class="reference-text"><cite>First note.</cite></span></li><li id="cite_note-2"><span class="mw-cite-backlink"><b><a href="#cite_ref-2">^</a></b></span> <span class="reference-text">Second note.</span></li></ol></div>',
  EPUB: '<p>One<a epub:type="noteref" href="#n1">1</a> two<a epub:type="noteref" href="#n2">2</a>.</p><aside epub:type="footnote" id="n1"><p>First note.</p></aside><aside epub:type="footnote" id="n2"><p>Second note.</p></aside>',
  roles:
    '<p>One<a role="doc-noteref" id="b1" href="#n1">1</a> two<a role="doc-noteref" id="b2" href="#n2">2</a>.</p><section role="doc-endnotes"><ol><li id="n1" role="doc-footnote">First note. <a role="doc-backlink" href="#b1">Back</a></li><li id="n2" role="doc-footnote">Second note. <a role="doc-backlink" href="#b2">Back</a></li></ol></section>',
  docutils:
    '<p>One<a class="footnote-reference brackets" href="#f1" id="id1" role="doc-noteref"><span class="fn-bracket">[</span>1<span class="fn-bracket">]</span></a> two<a class="footnote-reference brackets" href="#f2" id="id2" role="doc-noteref"><span class="fn-bracket">[</span>2<span class="fn-bracket">]</span></a>.</p><aside class="footnote brackets" id="f1" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id1">1</a><span class="fn-bracket">]</span></span><p>First note.</p></aside><aside class="footnote brackets" id="f2" role="doc-footnote"><span class="label"><span class="fn-bracket">[</span><a role="doc-backlink" href="#id2">2</a><span class="fn-bracket">]</span></span><p>Second note.</p></aside>',
  'old docutils':
    '<p>One<a class="footnote-reference" href="#f1" id="id1">[1]</a> two<a class="footnote-reference" href="#f2" id="id2">[2]</a>.</p><table class="docutils footnote" id="f1"><tbody><tr><td class="label"><a class="fn-backref" href="#id1">[1]</a></td><td>First note.</td></tr></tbody></table><table class="docutils footnote" id="f2"><tbody><tr><td class="label"><a class="fn-backref" href="#id2">[2]</a></td><td>Second note.</td></tr></tbody></table>',
  'definition list':
    '<p>One<a class="footnote-reference" href="#f1" id="id1">[1]</a> two<a class="footnote-reference" href="#f2" id="id2">[2]</a>.</p><dl class="footnote"><dt class="label" id="f1"><a class="fn-backref" href="#id1">[1]</a></dt><dd><p>First note.</p></dd><dt class="label" id="f2"><a class="fn-backref" href="#id2">[2]</a></dt><dd><p>Second note.</p></dd></dl>',
  newsletter:
    '<p>One<a id="footnote-anchor-1" href="#footnote-1" class="footnote-anchor">1</a> two<a id="footnote-anchor-2" href="#footnote-2" class="footnote-anchor">2</a>.</p><div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div class="footnote-content"><p>First note.</p></div></div><div class="footnote"><a id="footnote-2" href="#footnote-anchor-2" class="footnote-number">2</a><div class="footnote-content"><p>Second note.</p></div></div>',
  'flat paragraphs':
    '<p>One<a href="#n1"><sup>1</sup></a> two<a href="#n2"><sup>2</sup></a>.</p><p><a name="n1"></a>1. First note.</p><p><a name="n2"></a>2. Second note.</p>',
  'the address that the page once had':
    '<p>One<sup id="r1"><a href="https://once.example/story#n1">[1]</a></sup> two<sup id="r2"><a href="https://once.example/story#n2">[2]</a></sup>.</p><ol><li id="n1"><a href="https://once.example/story#r1">^</a> First note.</li><li id="n2"><a href="https://once.example/story#r2">^</a> Second note.</li></ol>',
  'described by':
    '<p>One<sup aria-describedby="fn-1">1</sup> two<sup aria-describedby="fn-2">2</sup>.</p><div class="footnotes"><ol><li id="fn-1">First note.</li><li id="fn-2">Second note.</li></ol></div>',
  'margin notes':
    '<p>One<label for="sn-1" class="margin-toggle sidenote-number"></label><input type="checkbox" id="sn-1" class="margin-toggle"><span class="sidenote">First note.</span> two<label for="sn-2" class="margin-toggle">&#8853;</label><input type="checkbox" id="sn-2" class="margin-toggle"><span class="marginnote">Second note.</span>.</p>',
}

describe('footnotes come through, linked both ways', () => {
  it.each(Object.entries(shapes))('%s', (_name, html) => {
    expect(linked(html)).toEqual({ references: ['1', '2'], notes: ['First note.', 'Second note.'], both: true })
    const [paragraph] = within(html)
    expect(paragraph && textOf(paragraph)).toBe('One1 two2.')
  })

  it('keeps the words of a link that are the reference', () => {
    const nodes = within(
      '<p>See <a href="#fn1" id="r1" aria-describedby="footnote-label">the counters of CSS</a>.</p><footer><h2 id="footnote-label">Footnotes</h2><ol><li id="fn1">As in lists. <a href="#r1" aria-label="Back to content">↩</a></li></ol></footer>',
    )
    expect(textOf(nodes[0] ?? { type: 'doc' })).toBe('See the counters of CSS1.')
    expect(all(nodes, 'footnote').map(textOf)).toEqual(['As in lists.'])
  })

  it('leads several references to one note', () => {
    const { references, notes, both } = linked(
      '<p>One<sup id="r1a"><a href="#n1">1</a></sup>, again<sup id="r1b"><a href="#n1">1</a></sup>.</p><ol><li id="n1">^ <a href="#r1a"><sup>a</sup></a> <a href="#r1b"><sup>b</sup></a> <cite>The note</cite></li></ol>',
    )
    expect({ references, notes, both }).toEqual({ references: ['1', '1'], notes: ['The note'], both: true })
  })

  it('keeps paragraphs, lists and formatting in notes', () => {
    const nodes = within(
      '<p>One<sup id="r1"><a href="#n1">1</a></sup> two<sup id="r2"><a href="#n2">2</a></sup></p><ol><li id="n1"><p>Une « note »\u202F:</p><ul><li>a</li><li>b</li></ul><p><em>End.</em> <a href="#r1">↩</a></p></li><li id="n2"><p>Two</p></li></ol>',
    )
    const [note] = all(nodes, 'footnote')
    expect(note?.content?.map(({ type }) => type)).toEqual(['paragraph', 'bulletList', 'paragraph'])
    expect(note && textOf(note)).toBe('Une « note »\u202F:\na\nb\nEnd.')
    expect(marked(nodes, 'italic')[0]?.[0]).toBe('End.')
  })

  it('takes what stands between two flat notes for the first one', () => {
    expect(
      linked(
        '<p>One<a href="#n1"><sup>1</sup></a> two<a href="#n2"><sup>2</sup></a></p><p id="n1">1. First.</p><p>And more.</p><p id="n2">2. Second.</p>',
      ).notes,
    ).toEqual(['First.\nAnd more.', 'Second.'])
  })

  it('keeps the notes of a list that nothing refers to', () => {
    const nodes = within(
      '<p>One<sup><a href="#n1">1</a></sup> two<sup><a href="#n3">3</a></sup></p><footer><ol><li id="n1">First.</li><li>Forgotten.</li><li id="n3">Third.</li></ol></footer>',
    )
    expect(all(nodes, 'footnote').map((note) => [note.attrs?.label, textOf(note)])).toEqual([
      ['1', 'First.'],
      ['2', 'Forgotten.'],
      ['3', 'Third.'],
    ])
  })

  it('takes no table of contents for notes', () => {
    const nodes = within(
      '<ul><li><a href="#one">1</a> <a href="#one">One</a></li><li><a href="#two">2</a> <a href="#two">Two</a></li></ul><h2 id="one">One</h2><p>Words of one.</p><h2 id="two">Two</h2><p>Words of two.</p>',
    )
    expect(all(nodes, 'footnote')).toEqual([])
    expect(all(nodes, 'heading').map(({ attrs }) => attrs?.anchor)).toEqual(['one', 'two'])
  })
})

it('a note that says it is one is linked wherever it stands, also before its reference', () => {
  const aside = (says: string) => `<aside id="n1" ${says}><p>A lamp of 1870.</p></aside>`
  const prose = (says: string) => `<p>The keeper lit the lamp<a ${says} href="#n1">1</a> and read on.</p>`
  for (const [note, reference] of [
    ['epub:type="footnote"', 'epub:type="noteref"'],
    ['role="doc-footnote"', 'role="doc-noteref"'],
    ['epub:type="rearnote"', 'epub:type="noteref"'],
  ] as const) {
    expect(linked(aside(note) + prose(reference))).toEqual({
      references: ['1'],
      notes: ['A lamp of 1870.'],
      both: true,
    })
  }
  expect(linked(aside('') + prose('epub:type="noteref"')).notes).toEqual([])
})
