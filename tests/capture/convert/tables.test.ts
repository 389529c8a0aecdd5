import { describe, expect, it } from 'vitest'
import { all, textOf, within } from './article.ts'

const cells = (html: string) =>
  all(within(html), 'tableRow').map(({ content }) =>
    (content ?? []).map((cell) => `${cell.type === 'tableHeader' ? '#' : ''}${textOf(cell)}`),
  )

describe('tables of data', () => {
  it('keeps caption, headers, scopes and spans', () => {
    const nodes = within(
      '<table><caption>Tides at <em>Dover</em></caption><colgroup><col><col></colgroup><thead><tr><th rowspan="2" scope="col">Day</th><th colspan="2" scope="colgroup">Height</th></tr><tr><th>Low</th><th>High</th></tr></thead><tbody><tr><th scope="row">Monday</th><td align="right">1</td><td style="text-align:center">2</td></tr></tbody><tfoot><tr><td colspan="3">In metres.</td></tr></tfoot></table>',
    )
    expect(all(nodes, 'tableCaption').map(textOf)).toEqual(['Tides at Dover'])
    const headers = all(nodes, 'tableHeader').map(({ attrs }) => [attrs?.colspan, attrs?.rowspan, attrs?.scope])
    expect(headers).toEqual([
      [1, 2, 'col'],
      [2, 1, 'colgroup'],
      [1, 1, null],
      [1, 1, null],
      [1, 1, 'row'],
    ])
    expect(all(nodes, 'tableCell').map(({ attrs }) => [attrs?.colspan, attrs?.align])).toEqual([
      [1, 'right'],
      [1, 'center'],
      [3, null],
    ])
  })

  it('keeps tables in cells of a table with headers', () => {
    const nodes = within(
      '<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td><table><tr><th>d</th><td>e</td></tr><tr><th>f</th><td>g</td></tr></table></td></tr></table>',
    )
    expect(all(nodes, 'table')).toHaveLength(2)
    expect(all(nodes, 'tableHeader').map(textOf)).toEqual(['a', 'b', 'd', 'f'])
  })

  it('keeps a table of data in a table that arranges the page', () => {
    const nodes = within(
      '<table width="100%"><tr><td><h2>Left</h2><p>Some words about what the table says, so that it is not alone here.</p><table border="1"><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table></td><td>beside</td></tr></table>',
    )
    expect(all(nodes, 'table')).toHaveLength(1)
    expect(nodes.map(({ type }) => type)).toContain('heading')
  })

  it('reads tables made of roles', () => {
    expect(
      cells(
        '<div role="table"><div role="rowgroup"><div role="row"><span role="columnheader">a</span><span role="columnheader">b</span></div></div><div role="rowgroup"><div role="row"><span role="cell">1</span><span role="cell">2</span></div></div></div>',
      ),
    ).toEqual([
      ['#a', '#b'],
      ['1', '2'],
    ])
  })

  it('keeps lists, pictures and several paragraphs in cells', () => {
    const [cell] = all(
      within(
        '<table><tr><th>a</th><td><p>One</p><ul><li>Two</li></ul><img src="/x.png" alt="Three"></td></tr><tr><th>b</th><td>c</td></tr></table>',
      ),
      'tableCell',
    )
    expect(cell?.content?.map(({ type }) => type)).toEqual(['paragraph', 'bulletList', 'image'])
  })

  it('loses nothing of a table whose rows and cells are not where they belong', () => {
    const text = within(
      '<table><tr><td>a</td><td>b</td></tr><p>between</p><tr>loose<td>c</td><td>d</td></tr></table>',
    ).map(textOf)
    expect(text.join(' ')).toBe('a b between loose c d')
  })
})

describe('tables that arrange', () => {
  it.each([
    '<table role="presentation"><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>',
    '<table><tr><td>a</td></tr><tr><td>b</td></tr></table>',
    '<table><tr><td>a</td><td>b</td></tr></table>',
    '<table><tr><td>a</td><td><table><tr><td>x</td><td>y</td></tr></table></td></tr><tr><td>c</td><td>d</td></tr></table>',
  ])('are read for what is in them: %s', (html) => {
    const nodes = within(html)
    expect(all(nodes, 'table')).toEqual([])
    expect(nodes.map(textOf).join('')).toMatch(/^a.*[bd]$/s)
  })
})
