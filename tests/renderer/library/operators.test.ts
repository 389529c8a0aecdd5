import { describe, expect, test } from 'vitest'
import { parseQuery } from '../../../main/core/query/parse.ts'
import { inserted, operators } from '../../../renderer/library/operators.ts'

describe('an example that is clicked', () => {
  test.each([
    ['', 0, 'tag:', 'tag:', 4],
    ['mer', 3, 'tag:', 'mer tag:', 8],
    ['mer ', 4, 'is:unread', 'mer is:unread ', 14],
    ['mer noire', 3, 'site:', 'mer site: noire', 9],
    ['余白', 2, '"…"', '余白 ""', 4],
    ['mer', 3, '-', 'mer -', 5],
  ])('%j at %i with %s becomes %j', (text, caret, example, result, at) => {
    expect(inserted(text, caret, example)).toEqual({ text: result, caret: at })
  })
})

test('every example is understood', () => {
  for (const example of operators.flatMap(({ examples }) => examples)) {
    const query = example.endsWith('…"') ? example : /[:-]$/.test(example) ? `${example}en` : example
    expect({ query, mistakes: parseQuery(query).mistakes }).toEqual({ query, mistakes: [] })
  }
})
