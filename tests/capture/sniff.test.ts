import { describe, expect, it } from 'vitest'
import { assertReadable, pageKind } from '../../main/capture/sniff.ts'
import { encode } from './encode.ts'

const html = '<!-- saved -->\n<!DOCTYPE html><html lang="fr"><title>Été</title><p>« Déjà »</p></html>'
const bytes = (text: string) => Buffer.from(text, 'latin1')

describe('what a body is, whatever its header says', () => {
  it.each([
    'text/html',
    'text/html; charset=utf-8',
    'text/html, text/html; charset=utf-8',
    'TEXT/HTML charset=utf-8',
    'text/plain',
    'application/octet-stream',
    'application/xhtml+xml',
    'text/xml',
    'text/x-server-parsed-html',
    'application/x-httpd-php',
    'application/json',
    'image/jpeg',
    'application/pdf',
    'video/mp4',
    'no type at all',
    '',
  ])('a page served as “%s” is a page', (type) => {
    expect(() => assertReadable(type, Buffer.from(html))).not.toThrow()
    expect(pageKind(Buffer.from(html), type)).toBe('html')
    expect(pageKind(Buffer.from(`\uFEFF${html}`), type)).toBe('html')
    expect(pageKind(encode(html, 'utf-16le'), type)).toBe('html')
  })

  it.each([
    ['\x89PNG\r\n\x1a\n\0\0', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['GIF89a\x01\0', 'image/gif'],
    ['RIFF\0\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\0\0\0\0WAVEfmt ', 'audio/wav'],
    ['\0\0\0\x20ftypavif', 'image/avif'],
    ['\0\0\0\x20ftypisom', 'video/mp4'],
    ['%PDF-1.7\n', 'application/pdf'],
    ['\x1aE\xdf\xa3\x01', 'video/webm'],
    ['7z\xbc\xaf\x27\x1c', 'application/x-7z-compressed'],
    ['OggS\0\x02', 'application/ogg'],
  ])('%j served as a page is %s, and said so before all of it came', (start, type) => {
    for (const said of ['text/html', 'text/plain', '']) {
      const refused = expect.objectContaining({ code: 'typeUnsupported', details: { type } })
      expect(() => assertReadable(said, bytes(start))).toThrow(refused)
      expect(() => pageKind(bytes(start), said)).toThrow(refused)
    }
  })

  it.each(['text/css', 'text/csv', 'application/json', 'image/svg+xml', 'application/rss+xml', 'video/mp4'])(
    'what is served as %s and begins like nothing that can be read is named so',
    (type) => {
      expect(() => assertReadable(`${type}; charset=utf-8`, Buffer.from('a { b: c }'))).toThrow(
        expect.objectContaining({ code: 'typeUnsupported', details: { type } }),
      )
    },
  )

  it.each(['text/plain', 'text/markdown', 'text/x-rst', ''])('words served as “%s” are text', (type) => {
    expect(pageKind(Buffer.from('BM était là. 日本語の文章です。'), type)).toBe('text')
  })

  it('notes that begin with a paragraph of HTML are text where they are served as text, a page where as a page', () => {
    const notes = Buffer.from('<p align="center">Postil</p>\n\n# Notes\n\nDu texte.')
    expect(pageKind(notes, 'text/plain')).toBe('text')
    expect(pageKind(notes, 'text/html')).toBe('html')
  })

  it('is no page where there are bytes that no text has', () => {
    const noise = Buffer.from(Array.from({ length: 3000 }, (_unused, n) => (n * 37) & 255))
    expect(() => pageKind(noise, 'text/html')).toThrow(expect.objectContaining({ code: 'typeUnsupported' }))
  })
})
