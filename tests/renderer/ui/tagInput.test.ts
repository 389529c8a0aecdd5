import { expect, test } from 'vitest'
import { tagSchema } from '../../../main/core/model/article.ts'
import { addTags, suggestTags } from '../../../renderer/ui/tagInput.ts'

test('what is typed becomes a tag once, trimmed, without its hash', () => {
  expect(addTags(['sea'], '  #Épigraphe ')).toEqual(['sea', 'Épigraphe'])
  expect(addTags(['sea'], 'SEA')).toEqual(['sea'])
  expect(addTags([], ' , ')).toEqual([])
})

test('commas and line breaks of any script part several', () => {
  expect(addTags([], 'one, two\nthree،أرشيف、灯台')).toEqual(['one', 'two', 'three', 'أرشيف', '灯台'])
})

test('a known tag keeps its own spelling', () => {
  expect(addTags([], 'philosophy', ['Philosophy'])).toEqual(['Philosophy'])
})

test('every tag made is one that the library takes', () => {
  for (const tag of addTags([], `a,${'x'.repeat(200)}, b\r\nc`)) expect(tagSchema.safeParse(tag).data).toBe(tag)
})

test('suggestions begin with what is typed before they hold it, whatever the accents, and leave out what is there', () => {
  const known = ['archives', 'mémoire', 'sea', 'Arche', 'research']
  expect(suggestTags('arch', known, [])).toEqual(['archives', 'Arche', 'research'])
  expect(suggestTags('memo', known, [])).toEqual(['mémoire'])
  expect(suggestTags('arch', known, ['ARCHIVES'])).toEqual(['Arche', 'research'])
  expect(suggestTags('', known, ['sea'], 2)).toEqual(['archives', 'mémoire'])
})
