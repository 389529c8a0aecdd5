import { describe, expect, test } from 'vitest'
import { MAX_FILE_MB } from '../../../main/core/files.ts'
import { newTask } from '../../../renderer/api/task.ts'
import { addressList, toAddress, typedAddresses } from '../../../renderer/save/address.ts'
import { fileFault, toBase64 } from '../../../renderer/save/files.ts'

describe('addresses as people type them', () => {
  test.each([
    ['https://example.org/a', 'https://example.org/a'],
    ['  example.org/a ', 'https://example.org/a'],
    ['//example.org', 'https://example.org'],
    ['<https://example.org>', 'https://example.org'],
    ['localhost:8080/x', 'https://localhost:8080/x'],
    ['HTTP://EXAMPLE.org', 'HTTP://EXAMPLE.org'],
    // Not made into something it is not: the library refuses it with a sentence.
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['', ''],
  ])('%j is %j', (typed, address) => {
    expect(toAddress(typed)).toBe(address)
  })

  test('a text that is nothing but addresses is told from one that begins with one', () => {
    expect(addressList(' https://example.org/a\n')).toEqual(['https://example.org/a'])
    expect(addressList('https://example.org/a is worth reading')).toBeNull()
    expect(addressList('https://example.org/a\nexample.org/b')).toBeNull()
    expect(addressList('A text')).toBeNull()
    expect(addressList('# only a comment')).toBeNull()
  })

  test('in the dialog every line is an address, also without its scheme', () => {
    const typed =
      '# to read\nexample.org/a\n\n • https://example.org/b  https://example.org/c\nexample.org/a\nnot an address'
    expect(typedAddresses(typed)).toEqual([
      'https://example.org/a',
      'https://example.org/b',
      'https://example.org/c',
      'not an address',
    ])
  })
})

describe('files', () => {
  test('only pages and texts of a bearable size are taken', () => {
    expect(fileFault({ name: 'Page.HTML', size: 10 })).toBeNull()
    expect(fileFault({ name: 'notes.md', size: 10 })).toBeNull()
    for (const name of ['Œuvre.EPUB', 'page.mht', 'page.mhtml', 'page.xhtml'])
      expect(fileFault({ name, size: 10 })).toBeNull()
    expect(fileFault({ name: '.html', size: 10 })).toBe('fileType')
    expect(fileFault({ name: 'paper.pdf', size: 10 })).toBe('fileType')
    expect(fileFault({ name: 'html', size: 10 })).toBe('fileType')
    expect(fileFault({ name: 'page.html', size: MAX_FILE_MB * 1024 * 1024 + 1 })).toBe('fileTooLarge')
  })

  test('bytes of any value and number go through base64', () => {
    const bytes = Uint8Array.from({ length: 100_001 }, (_, index) => (index * 7) % 256)
    expect(Buffer.from(toBase64(bytes), 'base64').equals(Buffer.from(bytes))).toBe(true)
    expect(toBase64(new Uint8Array())).toBe('')
  })
})

test('no two pieces of work share a name', () => {
  expect(new Set(Array.from({ length: 200 }, newTask)).size).toBe(200)
})
