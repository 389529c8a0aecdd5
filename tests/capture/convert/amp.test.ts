import { expect, it } from 'vitest'
import { all, textOf, within } from './article.ts'

it('reads the elements of AMP as what they stand for', () => {
  const nodes = within(
    `<p>Avant.</p><amp-anim src="/vague.gif" width="300" height="200" alt="Une vague"></amp-anim>
    <amp-accordion><section expanded><h4>متى؟</h4><p>عند الغروب.</p></section><section><h4>何処？</h4><div><p>岬の上。</p></div></section></amp-accordion>
    <amp-soundcloud data-trackid="243169232" title="Le phare, la nuit" height="200"></amp-soundcloud><p>Après.</p>`,
  )
  expect(all(nodes, 'image').map(({ attrs }) => [attrs?.alt, String(attrs?.source).replace(/^.*\//, '')])).toEqual([
    ['Une vague', 'vague.gif'],
  ])
  expect(all(nodes, 'details').map((node) => [node.attrs?.open, textOf(node)])).toEqual([
    [true, expect.stringMatching(/متى؟\s*عند الغروب\./)],
    [false, expect.stringMatching(/何処？\s*岬の上。/)],
  ])
  expect(all(nodes, 'summary').map(textOf)).toEqual(['متى؟', '何処？'])
  expect(all(nodes, 'embed').map(({ attrs }) => attrs?.title)).toEqual(['Le phare, la nuit'])
})
