import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'

/** In screen pixels, independent of the display's scale, as Electron's Rectangle. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

const stateSchema = z.object({
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  maximized: z.boolean(),
  /** The library that was chosen when the usual one could not be opened. */
  libraryPath: z.string().nullable().default(null),
})

/** What this machine remembers of the app; the library itself knows nothing of windows. */
export type WindowState = z.infer<typeof stateSchema>

export const freshState: WindowState = { bounds: null, maximized: false, libraryPath: null }
export const minimumSize = { width: 420, height: 480 } as const
export const usualSize = { width: 1280, height: 820 } as const

/** Losing this file costs a window position: whatever is wrong with it, start afresh. */
export async function readState(file: string): Promise<WindowState> {
  try {
    return stateSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return freshState
  }
}

export async function writeState(file: string, state: WindowState): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(`${file}.new`, `${JSON.stringify(state, null, 2)}\n`)
    await rename(`${file}.new`, file)
  } catch {
    // A full disk must not keep the app from closing; next time the window opens at its usual place.
  }
}

/**
 * Where to open the window: at its remembered place if enough of it would show on one of the displays (a screen may be gone
 * since), else centred at its usual size, never larger than the first display.
 */
export function placeWindow(remembered: Bounds | null, displays: readonly Bounds[]): Partial<Bounds> {
  const [first] = displays
  const width = Math.min(remembered?.width ?? usualSize.width, first?.width ?? usualSize.width)
  const height = Math.min(remembered?.height ?? usualSize.height, first?.height ?? usualSize.height)
  const size = { width: Math.max(width, minimumSize.width), height: Math.max(height, minimumSize.height) }
  if (!remembered) return size
  const shows = displays.some((display) => {
    const across =
      Math.min(remembered.x + remembered.width, display.x + display.width) - Math.max(remembered.x, display.x)
    const titleBar = remembered.y >= display.y - 8 && remembered.y <= display.y + display.height - 60
    return across >= 160 && titleBar
  })
  return shows ? { ...remembered } : size
}
