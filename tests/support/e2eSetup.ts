import { resolve } from 'node:path'
import { ensureBuilt } from '../../main/cli/build.ts'
import { ensureChromium } from './chromium.ts'
import { shellKind } from './shell.ts'

/** Once before all end-to-end files: a build that is up to date, a Chromium, and a word on which shell is used. */
export default async function setup(): Promise<void> {
  process.env.POSTIL_CHROMIUM = ensureChromium()
  await ensureBuilt(resolve(import.meta.dirname, '../..'), (line) => console.log(line))
  console.log(`The shell is ${shellKind() === 'electron' ? 'Electron' : 'the stand-in for Electron, with Chromium'}.`)
}
