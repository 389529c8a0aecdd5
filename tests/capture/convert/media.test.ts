import { describe, expect, it } from 'vitest'
import { all, textOf, within } from './article.ts'

const cards = (html: string) =>
  all(within(html), 'embed').map(({ attrs }) => [attrs?.kind, attrs?.title, attrs?.url, attrs?.media])

describe('players and frames become cards', () => {
  it.each<[string, string, unknown[]]>([
    [
      'a known player',
      '<iframe src="https://www.youtube.com/embed/abcdefghijk" title="A film"></iframe>',
      [
        'video',
        'A film',
        'https://www.youtube.com/watch?v=abcdefghijk',
        'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg',
      ],
    ],
    [
      'a player of an unknown host',
      '<div class="widget-embed"><iframe src="//tv.example/player/7" allowfullscreen></iframe></div>',
      ['iframe', 'tv.example', 'https://tv.example/player/7', null],
    ],
    [
      'a map',
      '<iframe src="https://maps.example/embed?x=1" title="The way there" width="600" height="400"></iframe>',
      ['iframe', 'The way there', 'https://maps.example/embed?x=1', null],
    ],
    [
      'a late frame',
      '<p><iframe data-src="https://charts.example/chart/9" src="about:blank"></iframe></p>',
      ['iframe', 'charts.example', 'https://charts.example/chart/9', null],
    ],
    [
      'video with poster',
      '<video poster="/still.jpg" controls title="Low tide"><source src="/tide.mp4" type="video/mp4">Your browser plays no video.</video>',
      ['video', 'Low tide', 'https://x.example/tide.mp4', 'https://x.example/still.jpg'],
    ],
    [
      'audio',
      '<figure><audio controls src="/bells.mp3" aria-label="The bells"></audio></figure>',
      ['audio', 'The bells', 'https://x.example/bells.mp3', null],
    ],
    [
      'object',
      '<object width="425" height="344" type="application/x-shockwave-flash" data="http://www.youtube.com/v/abcdefghijk"><param name="movie" value="http://www.youtube.com/v/abcdefghijk"></object>',
      [
        'video',
        null,
        'https://www.youtube.com/watch?v=abcdefghijk',
        'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg',
      ],
    ],
    [
      'embed in object',
      '<object width="425" height="344"><param name="movie" value="https://film.example/player.swf?7"><embed src="https://film.example/player.swf?7" width="425" height="344"></object>',
      ['iframe', 'film.example', 'https://film.example/player.swf?7', null],
    ],
    [
      'a light player',
      '<lite-youtube videoid="abcdefghijk" playlabel="A film"></lite-youtube>',
      [
        'video',
        'A film',
        'https://www.youtube.com/watch?v=abcdefghijk',
        'https://i.ytimg.com/vi/abcdefghijk/hqdefault.jpg',
      ],
    ],
    [
      'AMP',
      '<amp-iframe src="https://tv.example/embed/7" width="400" height="300"><amp-img src="/x.jpg" placeholder></amp-img></amp-iframe>',
      ['iframe', 'tv.example', 'https://tv.example/embed/7', null],
    ],
  ])('%s', (_name, html, expected) => {
    expect(cards(html)).toEqual([expected])
  })

  it.each([
    '<iframe src="https://ads.example/x" width="300" height="250"></iframe>',
    '<iframe src="https://x.doubleclick.net/embed" allowfullscreen></iframe>',
    '<iframe src="https://tags.example/ns.html" height="0" width="0" style="display:none"></iframe>',
    '<iframe src="https://social.example/plugins/like.php?x" width="450" height="80"></iframe>',
    '<iframe src="https://x.example/newsletter/form" title="Newsletter" height="300"></iframe>',
    '<iframe id="google_ads_iframe_1" src="https://z.example/safeframe/container.html" title="3rd party ad content" height="300"></iframe>',
    '<iframe src="https://frame.example/1" width="728" height="90"></iframe>',
    '<iframe></iframe>',
  ])('but no advertisement, counter or button: %s', (html) => {
    expect(within(html)).toEqual([])
  })

  it('keeps a caption under a player', () => {
    const [figure] = within(
      '<figure><div class="video-widget-wrapper"><iframe src="https://tv.example/embed/7"></iframe></div><figcaption>The harbour by night</figcaption></figure>',
    )
    expect(figure?.content?.map(({ type }) => type)).toEqual(['embed', 'figcaption'])
  })

  it('reads what stands in an object or a player that leads nowhere', () => {
    expect(within('<object data="data:text/html,x"><p>Words instead.</p></object>').map(textOf)).toEqual([
      'Words instead.',
    ])
    expect(within('<video><p>A link to the film.</p></video>').map(textOf)).toEqual(['A link to the film.'])
  })

  it('takes drawings set as objects for pictures', () => {
    const [image] = all(within('<object type="image/svg+xml" data="/plan.svg">The plan</object>'), 'image')
    expect(image?.attrs).toMatchObject({ source: 'https://x.example/plan.svg', alt: 'The plan' })
  })
})

describe('pictures in links', () => {
  it('keep where they lead, unless that is the picture itself', () => {
    const nodes = within(
      '<p><a href="/tour"><img src="/quay.jpg" alt="The quay"></a></p><p><a href="/big/quay.JPG?x"><img src="/quay2.jpg" alt="Again"></a></p><p>See <a href="/tour"><img src="/quay3.jpg" alt="too"></a>.</p>',
    )
    expect(all(nodes, 'image').map(({ attrs }) => attrs?.href ?? null)).toEqual(['https://x.example/tour', null])
    expect(all(nodes, 'inlineImage')[0]?.marks?.[0]?.attrs?.href).toBe('https://x.example/tour')
  })
})

describe('pictures with captions that are in no figure', () => {
  const picture = '<img src="/quay.jpg" alt="The quay" width="600" height="400">'
  it.each([
    `<figure>${picture}<figcaption>The quay at low tide</figcaption></figure>`,
    `<figure><figcaption>The quay at low tide</figcaption><a href="/big">${picture}</a></figure>`,
    `<div class="wp-caption alignnone" style="width: 600px">${picture}<p class="wp-caption-text">The quay at low tide</p></div>`,
    `<dl class="wp-caption"><dt class="wp-caption-dt">${picture}</dt><dd class="wp-caption-dd">The quay at low tide</dd></dl>`,
    `<div class="thumb tright"><div class="thumbinner"><a href="/f" class="image">${picture}</a><div class="thumbcaption"><div class="magnify"></div>The quay at low tide</div></div></div>`,
    `<table class="tr-caption-container"><tbody><tr><td><a href="/big.jpg">${picture}</a></td></tr><tr><td class="tr-caption">The quay at low tide</td></tr></tbody></table>`,
    `<div>${picture}<figcaption>The quay at low tide</figcaption></div>`,
    `<figure>${picture}</figure><figcaption class="caption">The quay at low tide</figcaption>`,
    `<p>${picture}</p><p class="image-caption">The quay at low tide</p>`,
    `<div class="captioned-image-container"><div><picture><source type="image/webp" srcset="/quay.webp 800w">${picture}</picture></div><div class="caption">The quay at low tide</div></div>`,
    `<div role="figure">${picture}<div class="caption">The quay at low tide</div></div>`,
  ])('%s', (html) => {
    const [figure, ...others] = within(html)
    expect(figure?.type).toBe('figure')
    expect(figure?.content?.map(({ type }) => type)).toEqual(['image', 'figcaption'])
    expect(figure?.content?.[1] && textOf(figure.content[1])).toBe('The quay at low tide')
    expect(others).toEqual([])
  })

  it('takes no paragraph after a picture for its caption', () => {
    expect(within(`<p>${picture}</p><p>And so on, with a caption in mind.</p>`).map(({ type }) => type)).toEqual([
      'image',
      'paragraph',
    ])
  })
})
