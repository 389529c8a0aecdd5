import { describe, expect, it } from 'vitest'
import { entry, found, listed, marked, openAt } from './support.ts'

const NARROW = '\u202F'

describe('French', () => {
  const text = `Il écrivit${NARROW}: «${NARROW}L’œuvre d’été naît aujourd’hui, cher Noël${NARROW}!${NARROW}» Et l’eﬃcacité se\u00ADrait là.`

  it.each([
    'été',
    'ete',
    'ÉTÉ',
    'e\u0301te\u0301',
    "l'oeuvre",
    'l’œuvre',
    'L’ŒUVRE D’ÉTÉ',
    "aujourd'hui",
    'aujourd’hui',
    'noel',
    'efficacite',
    'serait',
    '"cher noël"',
    `«${NARROW}cher Noël${NARROW}»`,
    'écrivit :',
  ])('finds %s', (query) => {
    const index = openAt()
    index.put([entry({ title: 'Oui' }, text)])
    index.put([entry({ title: 'Non' }, 'Un autre texte, sans rapport.')])
    expect(found(index, query)).toEqual(['Oui'])
    expect(listed(index, query)).toEqual(['Oui'])
  })

  it('shows a snippet as the author set it', () => {
    const index = openAt()
    index.put([entry({ title: 'Oui' }, text)])
    expect(marked(index, "l'oeuvre ete noel")).toBe(
      `Il écrivit${NARROW}: «${NARROW}[L’œuvre] d’[été] naît aujourd’hui, cher [Noël]${NARROW}!${NARROW}» Et l’eﬃcacité se\u00ADrait là.`,
    )
    expect(marked(index, 'efficacité serait')).toContain('[eﬃcacité] [se\u00ADrait] là.')
  })
})

describe('Japanese, Chinese, Korean and Thai', () => {
  it('finds any part of a run, marked exactly', () => {
    const index = openAt()
    index.put([
      entry(
        { title: '読書の秋', lang: 'ja' },
        '余白に書き込むことは、本と対話することだ。ＰＯＳＴＩＬは東京都で使える。',
      ),
    ])
    index.put([entry({ title: '別の記事' }, '京都の東にある町。')])
    expect(found(index, '対話')).toEqual(['読書の秋'])
    expect(found(index, '書き込む')).toEqual(['読書の秋'])
    expect(found(index, '東京')).toEqual(['読書の秋'])
    expect(found(index, '京都')).toHaveLength(2)
    expect(found(index, '京東')).toEqual([])
    expect(found(index, '町')).toEqual(['別の記事'])
    expect(found(index, '秋')).toEqual(['読書の秋'])
    expect(found(index, 'postilは東京')).toEqual(['読書の秋'])
    expect(found(index, '対話 東京')).toEqual(['読書の秋'])
    expect(found(index, '対話。')).toEqual(['読書の秋'])
    expect(found(index, 'だ。')).toEqual(['読書の秋'])
    expect(marked(index, '東京')).toContain('は[東京]都で')
    expect(marked(index, '書き込む')).toContain('に[書き込む]こと')
    expect(marked(index, '町')).toContain('ある[町]。')
  })

  it('does not tell half-width from full-width Katakana, but か from が', () => {
    const index = openAt()
    index.put([entry({ title: 'ｶﾞﾗｽの本' })])
    expect(found(index, 'ガラス')).toEqual(['ｶﾞﾗｽの本'])
    expect(found(index, 'カラス')).toEqual([])
  })

  it('finds as one types, from the first character on', () => {
    const index = openAt()
    index.put([entry({ title: '余白に書く' })])
    for (const typed of ['余', '余白', '余白に', '白', '白に', 'く'])
      expect(listed(index, typed)).toEqual(['余白に書く'])
    expect(listed(index, '余に')).toEqual([])
  })

  it('finds Chinese, Korean and Thai words inside of longer runs', () => {
    const index = openAt()
    index.put([entry({ title: 'zh' }, '在書頁邊緣寫下的筆記')])
    index.put([entry({ title: 'ko' }, '한국어를 공부합니다')])
    index.put([entry({ title: 'th' }, 'การอ่านหนังสือเป็นสิ่งที่ดี')])
    expect(found(index, '邊緣')).toEqual(['zh'])
    expect(found(index, '국어')).toEqual(['ko'])
    expect(found(index, 'หนังสือ')).toEqual(['th'])
  })
})

describe('Arabic and Hebrew', () => {
  it('finds words with or without vowel signs, and however alef is written', () => {
    const index = openAt()
    index.put([entry({ title: 'القراءة', lang: 'ar', dir: 'rtl' }, 'قَرَأَ أحمدُ الكِتابَ كلَّهُ فِي المكتبة.')])
    for (const query of ['الكتاب', 'احمد', 'أحمد', 'قرأ', 'المكتبه', 'في المكتبة', 'الكتـــاب']) {
      expect(found(index, query)).toEqual(['القراءة'])
    }
    expect(marked(index, 'الكتاب')).toContain('[الكِتابَ]')
  })

  it('finds Hebrew without its points', () => {
    const index = openAt()
    index.put([entry({ title: 'he' }, 'שָׁלוֹם עוֹלָם')])
    expect(found(index, 'שלום')).toEqual(['he'])
  })
})

it('keeps the vowel signs of scripts that cannot do without them', () => {
  const index = openAt()
  index.put([entry({ title: 'ki' }, 'कि')])
  expect(found(index, 'कि')).toEqual(['ki'])
  expect(found(index, 'का')).toEqual([])
})

describe('European languages and Hindi', () => {
  it.each([
    ['Straße und Fußgänger', ['strasse', 'STRASSE', 'straße', 'fussganger'], 'Straße'],
    ['İstanbul’da ılık bir gün', ['istanbul', 'ISTANBUL', 'ilik', 'ılık'], 'İstanbul'],
    ['Tiếng Việt có dấu', ['tieng viet', 'TIẾNG VIỆT', '"tiếng việt"', 'dau'], 'Tiếng'],
    ['Żółw i łódź', ['zolw', 'lodz', 'ŁÓDŹ'], 'Żółw'],
    ['Ο λόγος του ΛΟΓΟΥ', ['λογος', 'ΛΌΓΟΣ'], 'λόγος'],
    ['हिन्दी की किताब', ['हिन्दी', 'किताब'], 'हिन्दी'],
    ['Ещё не вечер', ['еще', 'ЕЩЁ'], 'Ещё'],
  ])('finds %s however it is typed', (text, queries, word) => {
    const index = openAt()
    index.put([entry({ title: 'Oui' }, text)])
    index.put([entry({ title: 'Non' }, 'autre chose')])
    for (const query of queries) {
      expect(found(index, query)).toEqual(['Oui'])
      expect(marked(index, query)).toContain('[')
    }
    expect(marked(index, queries[0] ?? '')).toContain(`[${word}`)
  })

  it('takes filters in their words', () => {
    const index = openAt()
    index.put([
      entry({ title: '読書の秋', tags: ['読書'], byline: '夏目漱石', site: '朝日新聞' }, '本'),
      entry({ title: 'القراءة', tags: ['قراءة'], byline: 'أحمد شوقي' }, 'كتاب'),
      entry({ title: 'L’été', tags: ['à lire'], byline: 'Colette', site: 'L’Œuvre' }, 'été'),
    ])
    expect(found(index, 'tag：読書')).toEqual(['読書の秋'])
    expect(found(index, 'author:漱石')).toEqual(['読書の秋'])
    expect(found(index, 'site:朝日')).toEqual(['読書の秋'])
    expect(found(index, 'author:احمد')).toEqual(['القراءة'])
    expect(found(index, `tag:«${NARROW}à lire${NARROW}»`)).toEqual(['L’été'])
    expect(found(index, "site:l'oeuvre ete")).toEqual(['L’été'])
  })
})
