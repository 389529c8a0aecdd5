/** Whether a window could be shown. Only Linux and its like run without a display. */
export function hasDisplay(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): boolean {
  return platform === 'darwin' || platform === 'win32' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY)
}

/** The command that opens an address in the default browser; the address follows as its last argument. Null without a display. */
export function openerFor(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): readonly [string, ...string[]] | null {
  if (!hasDisplay(platform, env)) return null
  if (platform === 'darwin') return ['open']
  // `start` is no program; rundll32 takes the address as it is, without a shell that would read it.
  if (platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  return ['xdg-open']
}

/** The value of `--name VALUE` or `--name=VALUE` among arguments; null where it is not given. */
export function optionValue(args: readonly string[], name: string): string | null {
  const index = args.findIndex((argument) => argument === name || argument.startsWith(`${name}=`))
  const found = args[index]
  if (found === undefined) return null
  return (found === name ? args[index + 1] : found.slice(name.length + 1)) || null
}
