/**
 * Where a backup goes unless another place is named: beside the library's folder, never inside it. `day` as
 * `2024-03-14`. Windows paths keep their own separator.
 */
export function backupPath(libraryPath: string, day: string): string {
  const bare = libraryPath.replace(/[\\/]+$/, '')
  const cut = Math.max(bare.lastIndexOf('/'), bare.lastIndexOf('\\'))
  const separator = cut >= 0 ? bare.charAt(cut) : '/'
  return `${bare.slice(0, Math.max(0, cut))}${separator}Postil ${day}.zip`
}

/** The day in the time zone of the window. */
export function today(now: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0')
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`
}
