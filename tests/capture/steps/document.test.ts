import { describe, expect, it } from 'vitest'
import { clearDocument } from '../../../main/capture/steps/index.ts'
import { createTrace } from '../../../main/capture/steps/trace.ts'
import { documentText } from '../../../main/core/document/text.ts'
import type { NodeJSON } from '../../../main/core/document/types.ts'
import { PARAGRAPH } from '../server.ts'

const paragraph = (text: string): NodeJSON => ({ type: 'paragraph', content: [{ type: 'text', text }] })
const linked = (text: string, before = ''): NodeJSON => {
  const link = { type: 'text', text, marks: [{ type: 'link', attrs: { href: 'https://x.example/', title: null } }] }
  return { type: 'paragraph', content: before ? [{ type: 'text', text: before }, link] : [link] }
}
const list = (...links: string[]): NodeJSON => ({
  type: 'bulletList',
  content: links.map((words) => ({ type: 'listItem', content: [linked(words)] })),
})
const leadingTo = (href: string, text: string): NodeJSON => ({
  type: 'paragraph',
  content: [{ type: 'text', text, marks: [{ type: 'link', attrs: { href, title: null } }] }],
})
const heading = (text: string): NodeJSON => ({ ...paragraph(text), type: 'heading', attrs: { level: 2, anchor: null } })
const prose = [paragraph(PARAGRAPH), paragraph(PARAGRAPH), paragraph(PARAGRAPH)]
const image: NodeJSON = { type: 'image', attrs: {} }
const URL_OF_PAGE = 'https://x.example/2024/story.html'
const text = (content: readonly NodeJSON[], byline: string | null = null, without: readonly string[] = []) => {
  const facts = { title: '', byline, site: null, url: URL_OF_PAGE }
  return documentText(clearDocument({ type: 'doc', content }, createTrace(without), facts)).text
}
const plain = prose.map(() => PARAGRAPH).join('\n')

describe('the steps on a document', () => {
  it.each([
    ['an advertisement’s label', [paragraph('Advertisement'), ...prose]],
    ['a related link', [...prose.slice(0, 1), linked('Something else altogether', 'Related: '), ...prose.slice(1)]],
    [
      'a related link in French',
      [...prose.slice(0, 1), linked('Tout autre chose', 'À lire aussi : '), ...prose.slice(1)],
    ],
    [
      'links that hand the page on, whatever they say',
      [
        {
          type: 'bulletList',
          content: [
            { type: 'listItem', content: [leadingTo('https://www.facebook.com/sharer/sharer.php?u=x', 'An Freunde')] },
            { type: 'listItem', content: [leadingTo('mailto:?subject=x', 'Per Brief')] },
          ],
        },
        ...prose,
      ],
    ],
    ['a question about the page', [...prose, paragraph('Was this page helpful?'), linked('Edit this page on GitHub')]],
    ['the same in Japanese', [...prose, paragraph('この記事は役に立ちましたか？')]],
    ['the row of a story’s pages', [...prose, paragraph('1 2 次のページへ'), paragraph('ツイート シェアする')]],
    ['links under a Japanese label', [...prose, heading('あわせて読みたい'), list('縁側のつくり方')]],
    ['an appeal', [...prose, linked('Click here to get the app')]],
    ['a stamp', [paragraph('Updated March 14, 2024'), ...prose]],
    ['a date', [paragraph('Thursday, 14 March 2024'), ...prose]],
    ['a byline', [paragraph('By Jane Doe'), ...prose]],
    [
      'what follows the article',
      [...prose, heading('You may also like'), linked('One more story'), paragraph('Popular')],
    ],
    ['a list of other stories', [...prose.slice(0, 1), heading('More:'), list('One', 'Two'), ...prose.slice(1)]],
  ])('takes away %s', (_name, content) => {
    expect(text(content, 'Jane Doe')).toBe(plain)
  })

  it.each([
    ['a sentence about relations', paragraph('Related: the two logbooks were bound together in the spring.')],
    ['a link that is a line of its own', linked('https://archive.example/box/7')],
    ['a sentence that begins with a join', paragraph('Join the two ends, and wait.')],
    ['a date further down', paragraph('A story told')],
    ['a short line', paragraph('No.')],
    ['a Japanese line with the word for sharing in it', paragraph('市場シェアの推移')],
    ['a Chinese one', paragraph('全民分享的时代')],
    ['an Arabic one', paragraph('كانت مشاركة الجميع مهمة')],
    ['a Russian one about closing', paragraph('Закрыть дверь он забыл')],
    ['a linked Arabic line with the word for reading in it', linked('قصة المنارة كما رواها البحار', 'كتاب اقرأ: ')],
    ['a Korean heading', heading('지식 공유 경제')],
    ['a writer’s address', leadingTo('mailto:anna@x.example', 'anna@x.example')],
    ['a post that is quoted by its address', leadingTo('https://x.com/someone/status/7', 'someone wrote')],
    ['a question of the article’s own', paragraph('Was this page of the logbook helpful to anybody?')],
  ])('leaves %s', (_name, node) => {
    expect(text([...prose, node, ...prose])).toBe(
      [plain, documentText({ type: 'doc', content: [node] }).text, plain].join('\n'),
    )
  })

  it.each(['كانت المراجع والوسوم كثيرة: دفتران', 'Наши теги: фонари, мосты', '日本のタグ: 灯台と桟橋'])(
    'keeps a last line with such a word further in: %s',
    (line) => {
      expect(text([...prose, paragraph(line)])).toBe(`${plain}\n${line}`)
    },
  )

  it('asks nothing about the page and hands nothing on where there is little prose, as in a manual', () => {
    const own = paragraph('max: how often at most')
    const share = leadingTo('https://www.reddit.com/submit?url=x', 'Reddit')
    expect(text([own, share, paragraph('Cette page vous a-t-elle été utile\u202f?')])).toBe('max: how often at most')
    expect(text([share])).toBe('Reddit')
  })

  it('leaves a list of links that a reference work ends with', () => {
    expect(text([...prose, heading('See also'), list('Mill', 'River')])).toContain('See also')
  })

  it('leaves footnotes at the end alone', () => {
    const notes: NodeJSON = {
      type: 'footnotes',
      content: [{ type: 'footnote', attrs: { id: 'n', label: '1' }, content: [paragraph('Note')] }],
    }
    expect(text([...prose, heading('Comments'), notes])).toContain('Note')
  })

  it('takes the day of a page, and leaves the times of its entries', () => {
    const entries = ['11h05', '10h20', '9h50'].flatMap((time) => [paragraph(time), ...prose])
    const times = (content: readonly NodeJSON[]) => text(content).match(/^(?:\d+h\d+|14 mars.*|Le pont.*)$/gm)
    const first = [paragraph('14 mars 2024'), paragraph('11h40'), heading('Le pont est fermé'), ...prose]
    expect(times([...first, ...entries])).toEqual(['11h40', 'Le pont est fermé', '11h05', '10h20', '9h50'])
    expect(times([...first, ...prose])).toEqual(['Le pont est fermé'])
    expect(times([paragraph('11h40'), paragraph('14 mars 2024'), ...prose, ...entries])).toEqual([
      '11h05',
      '10h20',
      '9h50',
    ])
  })

  it('touches no page that has little prose', () => {
    expect(text([paragraph('Advertisement'), paragraph(PARAGRAPH)])).toBe(`Advertisement\n${PARAGRAPH}`)
  })
})

describe('a step on the document', () => {
  const [first = paragraph(''), ...others] = prose
  it.each([
    ['control', [first, paragraph('Image 3 of 8'), ...others]],
    ['control', [first, paragraph('Click to enlarge'), ...others]],
    ['control', [first, paragraph('Lire la suite'), ...others]],
    ['control', [first, paragraph('続きを読む'), ...others]],
    ['control', [first, paragraph('[button link="/go" type="big"] Go there [/button]'), ...others]],
    ['control', [paragraph(URL_OF_PAGE), ...prose]],
    ['credit', [first, paragraph('Photo: Jane Doe, AP'), ...others]],
    ['ending', [...prose, heading('Trending now'), paragraph('Popular')]],
    ['related-list', [first, heading('À lire aussi'), list('Le moulin', 'La rivière'), ...others]],
    ['related-list', [first, list('The mill', 'The river'), ...others]],
    ['advertisement', [first, paragraph('Publicité'), ...others]],
    ['related-line', [first, linked('The miller’s tale', 'MUST READ: '), ...others]],
    ['related-line', [first, linked('Die Mühle am Fluss und ihr Müller', 'Lesen Sie auch: '), ...others]],
    ['appeal', [first, linked('Abonnez-vous à notre lettre'), ...others]],
    ['shouted-link', [first, linked('READ ALL ABOUT THE MILL'), ...others]],
    ['stamp', [paragraph('mercredi 14 décembre 2016 à 10 h 30'), ...prose]],
    ['stamp', [paragraph('2019年11月19日 12:00 更新'), ...prose]],
    ['stamp', [paragraph('١٩ نوفمبر ٢٠١٩'), ...prose]],
    ['stamp', [paragraph('19 ноября 2019, 12:00'), ...prose]],
    ['stamp', [paragraph('Tempo de leitura: 4 minutos'), ...prose]],
    ['byline', [paragraph('By Ann Lee and Bo Ray, Staff Writers'), ...prose]],
    ['byline', [paragraph('Par Anne Le Goff'), ...prose]],
    ['closing', [...prose, paragraph('© 2024 The Lamp. All rights reserved.')]],
    ['closing', [...prose, paragraph('Follow Ann Lee on Twitter @annlee')]],
    ['closing', [...prose, paragraph('Abonnez-vous à notre lettre : la lampe dans votre boîte, chaque matin.')]],
    ['closing', [...prose, paragraph('Filed under: lamps, fog')]],
    ['closing', [...prose, paragraph('タグ：灯台、霧')]],
    ['closing', [...prose, paragraph('Comments are closed.')]],
    ['closing', [...prose, heading('Lights'), linked('The mill'), linked('The river')]],
  ])('%s takes its lines, and nothing when it is switched off', (name, content) => {
    expect(text(content)).toBe(plain)
    expect(text(content, null, [name])).toBe(documentText({ type: 'doc', content }).text)
  })

  it.each([
    ['the credit beside its picture', [first, image, paragraph('Photo: Jane Doe, AP'), ...others]],
    ['a note of what changed', [paragraph('Update, 14:05: the lamp is lit again.'), ...prose]],
    [
      'a correction at the end',
      [...prose, paragraph('Correction, 3 May 2024: an earlier version named the wrong lamp.')],
    ],
    ['a date that heads a part', [heading('May 1968'), ...prose]],
    ['a date in a letter’s last line', [...prose, paragraph('Brest, 3 mai 1968')]],
    ['the sources at the end', [...prose, heading('Sources'), linked('The log'), linked('The chart')]],
    [
      'the list that a sentence announces',
      [...prose.slice(0, 2), paragraph(`${PARAGRAPH} These are they:`), list('Mill', 'River'), ...others],
    ],
    ['a heading of one word', [first, heading('More'), ...others]],
    ['a standfirst that begins with a name', [paragraph('By the sea, where nobody goes, a lamp is lit.'), ...prose]],
    ['the refrain of a poem', [first, paragraph('Light, light'), paragraph('Light, light'), ...others]],
    ['the names of who speaks', [first, paragraph('Q: Why?'), paragraph('A: Because.'), ...others]],
  ])('leaves %s', (_name, content) => {
    expect(text(content)).toBe(documentText({ type: 'doc', content }).text)
  })
})
