import { unwrap } from '../../main/core/result.ts'
import { openPostil } from '../../main/postil.ts'

const words = ['harbour', 'œuvre', 'Übung', 'книга', '図書館']
const DAY = 24 * 60 * 60 * 1000
const filler = (count: number): string =>
  Array.from({ length: count }, (_, index) => ['paper', 'margin', 'evening', 'keeper', 'storm'][index % 5]).join(' ')

/**
 * How many pairs of results stand the wrong way round, of articles made for it: the word in a title, in a note, and many
 * times in a text; and three that are alike but for their age.
 */
export async function wrongOrders(folder: string): Promise<number> {
  let now = Date.parse('2026-01-01T00:00:00.000Z')
  const { reader, close, ready } = await openPostil({ libraryPath: folder, clock: () => new Date(now) })
  let wrong = 0
  try {
    await ready
    for (const word of words) {
      const save = async (title: string, text: string): Promise<string> => {
        now += DAY
        return unwrap(await reader.saveText({ title, text })).article.id
      }
      const titled = await save(`The ${word}`, filler(1500))
      const noted = await save('Evening paper', filler(900))
      await reader.addHighlight({
        articleId: noted,
        passage: { start: 0, end: 12 },
        note: `See ${word}, and ${filler(60)}`,
      })
      const alike = `${filler(8)}. ${Array.from({ length: 30 }, () => word).join(' ')}.`
      const texts = [await save('Storm', alike), await save('Storm', alike), await save('Storm', alike)]
      const expected = [titled, noted, ...texts.reverse()]
      const { hits } = unwrap(await reader.search({ query: word }))
      const places = expected.map((id) => hits.findIndex(({ article }) => article.id === id))
      for (const [index, place] of places.entries()) {
        wrong += places.slice(index + 1).filter((later) => place === -1 || later < place).length
      }
      // One that was not found at all is wrong even as the last.
      if (places.at(-1) === -1) wrong++
    }
  } finally {
    await close()
  }
  return wrong
}
