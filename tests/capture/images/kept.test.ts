import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createExtractor } from '../../../main/capture/extractor.ts'
import { keepPicture } from '../../../main/capture/images/keep.ts'
import { MAX_SVG_BYTES } from '../../../main/capture/images/svg.ts'
import { makePng } from '../../support/site.ts'

const bytes = (...parts: (string | number[])[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))))
const u16 = (value: number) => [value >> 8, value & 255]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value & 0xffff)]
const le16 = (value: number) => u16(value).reverse()
const le32 = (value: number) => u32(value).reverse()

/** A JPEG's head: with what a camera says of its orientation, where it says anything. */
function jpeg(width: number, height: number, orientation?: number): Buffer {
  const tiff = bytes('MM\0*', u32(8), u16(1), u16(0x0112), u16(3), u32(1), u16(orientation ?? 1), u16(0), u32(0))
  const exif =
    orientation === undefined ? Buffer.alloc(0) : bytes([0xff, 0xe1], u16(tiff.length + 8), 'Exif\0\0', [...tiff])
  const frame = bytes([0xff, 0xc0], u16(17), [8], u16(height), u16(width), [3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1])
  const table = bytes([0xff, 0xdb], u16(67), new Array(65).fill(1))
  return Buffer.concat([bytes([0xff, 0xd8]), exif, table, frame, bytes([0xff, 0xd9])])
}

const box = (type: string, ...content: Buffer[]) => {
  const inside = Buffer.concat(content)
  return Buffer.concat([bytes(u32(inside.length + 8), type), inside])
}
/** An AVIF's head; `turned` by quarters, as its container says. */
function avif(width: number, height: number, turned = 0): Buffer {
  const size = box('ispe', bytes(u32(0), u32(width), u32(height)))
  const turn = turned === 0 ? Buffer.alloc(0) : box('irot', bytes([turned]))
  const properties = box('iprp', box('ipco', size, turn))
  return Buffer.concat([box('ftyp', bytes('avif', u32(0), 'avifmif1')), box('meta', bytes(u32(0)), properties)])
}
const webp = (width: number, height: number) =>
  bytes(
    'RIFF',
    le32(30),
    'WEBPVP8 ',
    le32(18),
    [0, 0, 0, 0x9d, 1, 0x2a],
    le16(width),
    le16(height),
    new Array(10).fill(0),
  )
const gif = (width: number, height: number) => bytes('GIF89a', le16(width), le16(height), [0, 0, 0, 0x3b])
const bmp = (width: number, height: number) =>
  bytes(
    'BM',
    le32(70),
    le32(0),
    le32(54),
    le32(40),
    le32(width),
    le32(height),
    le16(1),
    le16(24),
    new Array(24).fill(0),
  )
const ico = (width: number, height: number) =>
  bytes([0, 0], le16(1), le16(1), [width, height, 0, 0], le16(1), le16(32), le32(40), le32(22), new Array(40).fill(0))
const svg = (attributes: string) =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" ${attributes}><path d="M0 0h9"/></svg>`)

describe('a picture is measured', () => {
  it.each([
    ['png', makePng(320, 200), 320, 200],
    ['jpg', jpeg(640, 480), 640, 480],
    ['gif', gif(30, 20), 30, 20],
    ['webp', webp(800, 600), 800, 600],
    ['avif', avif(1024, 768), 1024, 768],
    ['bmp', bmp(12, 9), 12, 9],
    ['ico', ico(32, 32), 32, 32],
    ['svg', svg('width="120" height="40"'), 120, 40],
    ['svg', svg('viewBox="0 0 300 150"'), 300, 150],
  ])('%s', async (ending, file, width, height) => {
    const kept = await keepPicture(file)
    expect(kept).toMatchObject({ width, height })
    expect(kept?.name).toMatch(new RegExp(`^[0-9a-f]{64}\\.${ending}$`))
  })

  it.each([
    [1, 640, 480],
    [3, 640, 480],
    [6, 480, 640],
    [8, 480, 640],
  ])('as a camera held it, orientation %i', async (orientation, width, height) => {
    expect(await keepPicture(jpeg(640, 480, orientation))).toMatchObject({ width, height })
  })

  it('as its container turns it', async () => {
    expect(await keepPicture(avif(1024, 768, 1))).toMatchObject({ width: 768, height: 1024 })
  })
})

describe('a large drawing', () => {
  const drawing = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script>${'<g><path fill="#abc" d="M1 2L3 4Z"/></g>'.repeat(2000)}</svg>`,
  )
  const workerUrl = new URL('../../../main/capture/worker.source.js', import.meta.url)

  it('is made inert in another thread, as a small one is in this', async () => {
    const extractor = createExtractor({ workerUrl, maxThreads: 1 })
    const asked: number[] = []
    const kept = await keepPicture(drawing, (svg) => {
      asked.push(svg.byteLength)
      return extractor.inert(svg)
    })
    await extractor.close()
    expect(asked).toEqual([drawing.byteLength])
    expect(kept?.name).toBe((await keepPicture(drawing))?.name)
    expect(new TextDecoder().decode(kept?.bytes)).not.toContain('alert')
  })

  it('is none where no thread can be had any more', async () => {
    const extractor = createExtractor({ workerUrl, maxThreads: 1 })
    await extractor.close()
    expect(await keepPicture(drawing, extractor.inert)).toBeNull()
  })
})

describe('a drawing that is made to be gone through again and again', () => {
  it.each(['<!DOCTYPE', '<!DOCTYPE[', '<!DOCTYPE svg [] ', '<?'])('by %j', async (piece) => {
    const opened = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/>`
    const repeated = piece.repeat(Math.floor(16_000 / piece.length))
    const kept = await keepPicture(Buffer.from(`${opened}${repeated}`))
    expect(new TextDecoder().decode(kept?.bytes)).not.toMatch(/<[!?]/)
  })

  it('loses its document type and instructions', async () => {
    const told = '<?xml version="1.0"?><?xml-stylesheet href="x.css"?><!DOCTYPE svg [<!ENTITY a "b">]>'
    const plain = await keepPicture(svg('width="9" height="9"'))
    expect(await keepPicture(Buffer.from(`${told}${svg('width="9" height="9"')}`))).toEqual(plain)
  })
})

describe('a drawing from a program that declares entities', () => {
  const declared = `<?xml version="1.0"?><!-- Made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd" [
<!ENTITY ns_svg "http://www.w3.org/2000/svg"><!ENTITY ns_own "https://own.example/ns/">]>`
  const drawing = `${declared}<svg xmlns="&ns_svg;" xmlns:own="&ns_own;" own:a="b" width="9" height="9"><path d="M0 0h9"/></svg>`

  it('is a drawing, in the namespace that shows it', async () => {
    const kept = await keepPicture(Buffer.from(drawing))
    expect(kept).toMatchObject({ width: 9, height: 9 })
    expect(new TextDecoder().decode(kept?.bytes)).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"/)
  })
})

describe('what is no picture that a library keeps', () => {
  it.each([
    ['a page', Buffer.from('<!doctype html><p>Not found</p>')],
    ['a film', bytes(u32(24), 'ftypisom', u32(0))],
    ['a HEIC picture', bytes(u32(24), 'ftypheic', u32(0), 'mif1heic')],
    ['a TIFF picture', bytes('II*\0', u32(8))],
    ['a text that begins with BM', Buffer.from('BMW et autres marques, une histoire en deux volumes.')],
    ['compressed noise', deflateSync(Buffer.alloc(100, 7))],
    ['nothing', Buffer.alloc(0)],
    ['nothing but comments', Buffer.from('<!---->'.repeat(500))],
    ['a drawing larger than any', Buffer.concat([svg('width="9" height="9"'), Buffer.alloc(MAX_SVG_BYTES, 32)])],
  ])('%s', async (_what, file) => {
    expect(await keepPicture(file)).toBeNull()
  })
})
