import type { Download } from './bundle.ts'

/** Milliseconds that the browser has to take the data over. */
const grace = 60_000

/** Hands a file to the browser's downloads (in the shell: asks where to put it). */
export function download(file: Download): void {
  const url = URL.createObjectURL(new Blob([file.data], { type: file.type }))
  const link = document.createElement('a')
  link.href = url
  link.download = file.name
  document.body.append(link)
  link.click()
  link.remove()
  setTimeout(() => URL.revokeObjectURL(url), grace)
}
