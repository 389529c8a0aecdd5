/**
 * `npm run dev`: the library's host and, in front of it, Vite's server for the window, so that a change to the window shows
 * at once. A change to the host takes effect when this is started again.
 */
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import react from '@vitejs/plugin-react'
import { createServer, type ProxyOptions } from 'vite'
import { startChild } from './child.ts'

const root = resolve(import.meta.dirname, '../..')
const args = ['--disable-warning=ExperimentalWarning', 'main/cli/entry.ts', 'serve', ...process.argv.slice(2)]
const host = startChild(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] })
host.on('exit', (code) => process.exit(code ?? 1))

const line = await new Promise<string>((settle) => {
  if (host.stdout) createInterface({ input: host.stdout }).once('line', settle)
})
const { url, token } = JSON.parse(line) as { url: string; token: string }

// The host answers its own origin only; for it, the window in front is that origin.
const toHost: ProxyOptions = { target: url, changeOrigin: true, headers: { origin: new URL(url).origin } }
const server = await createServer({
  root: resolve(root, 'renderer'),
  configFile: false,
  plugins: [react()],
  server: { host: '127.0.0.1', proxy: { '/api': toHost, '/media': toHost }, fs: { allow: [root] } },
})
await server.listen()
const address = server.resolvedUrls?.local[0] ?? ''
process.stdout.write(`Postil for development: ${address}#token=${token}\n`)
