import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('../../../renderer/theme/tokens.css', import.meta.url), 'utf8')

function theme(name: string): Record<string, string> {
  const block = new RegExp(`\\[data-theme=["']${name}["']\\]\\s*\\{([^}]*)\\}`).exec(css)?.[1] ?? ''
  return Object.fromEntries([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map(([, key, value]) => [key, value]))
}

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(['paper', 'dark'])('the theme %s', (name) => {
  const colors = theme(name)
  const of = (token: string) => {
    const value = colors[token]
    if (value === undefined) throw new Error(`${name} has no --${token}`)
    return value
  }
  const grounds = ['paper', 'raised', 'sunken']

  test.each(['ink', 'soft', 'faint', 'accent', 'danger', 'n1', 'n2', 'n3', 'n4', 'n5'])('--%s can be read', (text) => {
    for (const ground of grounds) {
      expect({ ground, ratio: contrast(of(text), of(ground)) }).toEqual({
        ground,
        ratio: expect.toSatisfy((r) => r >= 4.5),
      })
    }
  })

  test.each(['h1', 'h2', 'h3', 'h4', 'h5'])('text on a highlight of --%s can be read', (highlight) => {
    expect(contrast(of('ink'), of(highlight))).toBeGreaterThanOrEqual(4.5)
  })

  test('what a search found can be read, and told from the text around it', () => {
    expect(contrast(of('ink'), of('found'))).toBeGreaterThanOrEqual(4.5)
    expect(contrast(of('paper'), of('found-line'))).toBeGreaterThanOrEqual(4.5)
    for (const ground of ['found', 'paper', 'h1', 'h2', 'h3', 'h4', 'h5']) {
      expect({ ground, ratio: contrast(of('found-line'), of(ground)) }).toEqual({
        ground,
        ratio: expect.toSatisfy((r) => r >= 3),
      })
    }
  })

  test('controls have outlines that can be seen', () => {
    for (const ground of ['paper', 'raised']) expect(contrast(of('line-strong'), of(ground))).toBeGreaterThanOrEqual(3)
  })

  test('the main button’s label can be read', () => {
    expect(contrast(of('paper'), of('ink'))).toBeGreaterThanOrEqual(7)
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(4.5)
  })
})
