import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'

const outputs = ['out/main/index.js', 'out/main/worker.js', 'out/preload/index.cjs', 'out/renderer/index.html']
const sources = ['main', 'renderer', 'assets', 'electron.config.ts', 'package-lock.json']

/** Newest modification time below a path, in milliseconds; 0 where there is nothing. */
async function newest(path: string): Promise<number> {
  if (!existsSync(path)) return 0
  const info = await stat(path)
  if (!info.isDirectory()) return info.mtimeMs
  const inside = await Promise.all((await readdir(path)).map((name) => newest(join(path, name))))
  return Math.max(0, ...inside)
}

/** Whether a part of the build is missing, or older than what it is made of. */
export async function needsBuild(root: string): Promise<boolean> {
  const files = outputs.map((name) => join(root, name))
  if (!files.every((file) => existsSync(file))) return true
  const built = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))
  const written = await Promise.all(sources.map((name) => newest(join(root, name))))
  return Math.max(...written) > Math.min(...built)
}

/** Runs a Node script to its end with its output kept; throws with that output if it fails. */
export function runScript(root: string, args: readonly string[], env = process.env): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (chunk) => (output += String(chunk)))
    child.stderr.on('data', (chunk) => (output += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(output.trim() || `Exit code ${code}`))))
  })
}

/** Builds the app if needed. `say` hears about it before the wait begins. */
export async function ensureBuilt(root: string, say: (line: string) => void): Promise<void> {
  if (!(await needsBuild(root))) return
  say('Building Postil…')
  await runScript(root, ['node_modules/electron-vite/bin/electron-vite.js', 'build', '-c', 'electron.config.ts'])
}
