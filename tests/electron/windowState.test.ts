import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { freshState, placeWindow, readState, usualSize, writeState } from '../../main/electron/windowState.ts'

const laptop = { x: 0, y: 0, width: 1440, height: 900 }
const beside = { x: 1440, y: 0, width: 1920, height: 1080 }

describe('the place of the window', () => {
  it('is the remembered one while it shows', () => {
    const bounds = { x: 1500, y: 40, width: 1000, height: 700 }
    expect(placeWindow(bounds, [laptop, beside])).toEqual(bounds)
  })
  it('is the middle again when its screen is gone', () => {
    expect(placeWindow({ x: 1500, y: 40, width: 1000, height: 700 }, [laptop])).toEqual({ width: 1000, height: 700 })
    expect(placeWindow({ x: 100, y: -900, width: 1000, height: 700 }, [laptop])).toEqual({ width: 1000, height: 700 })
    expect(placeWindow({ x: 100, y: 880, width: 1000, height: 700 }, [laptop])).toEqual({ width: 1000, height: 700 })
  })
  it('fits a small screen and never becomes too small to use', () => {
    expect(placeWindow(null, [{ x: 0, y: 0, width: 1024, height: 600 }])).toEqual({ width: 1024, height: 600 })
    expect(placeWindow(null, [laptop])).toEqual(usualSize)
    expect(placeWindow({ x: 0, y: 0, width: 10, height: 10 }, [])).toEqual({ width: 420, height: 480 })
  })
})

describe('what the machine remembers', () => {
  let home: string
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'postil-'))
  })
  afterEach(() => rm(home, { recursive: true, force: true }))

  it('comes back, from a folder that was not there', async () => {
    const file = join(home, 'Postil/window.json')
    const state = { bounds: { x: 1, y: 2, width: 900, height: 700 }, maximized: true, libraryPath: '/home/ada/Été' }
    await writeState(file, state)
    expect(await readState(file)).toEqual(state)
    expect(await readdir(join(home, 'Postil'))).toEqual(['window.json'])
  })
  it('starts afresh from nothing or from rubbish', async () => {
    const file = join(home, 'window.json')
    expect(await readState(file)).toEqual(freshState)
    for (const rubbish of [
      '',
      '{',
      '[]',
      '{"bounds":{"x":"a"},"maximized":true}',
      '{"bounds":{"x":1.5,"y":0,"width":1,"height":1}}',
    ]) {
      await writeFile(file, rubbish)
      expect(await readState(file)).toEqual(freshState)
    }
  })
  it('does not stop the app where it cannot be written', async () => {
    await writeFile(join(home, 'file'), '')
    await expect(writeState(join(home, 'file/window.json'), freshState)).resolves.toBeUndefined()
  })
})
