/**
 * What every host says with each answer to the window, so that the same locks hold in Electron and in a browser. Saved
 * pages are hostile: should one ever get past the document's schema, it still can run nothing and reach nobody.
 */

const directives = {
  'default-src': "'none'",
  'script-src': "'self'",
  // Positions of floating parts are set as style attributes; a style cannot load anything under this policy.
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' blob: data:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
} as const

/** The Content-Security-Policy of the window. */
export const windowPolicy: string = Object.entries(directives)
  .map(([name, value]) => `${name} ${value}`)
  .join('; ')

/** For pictures from the library: an SVG that is opened by itself stays a picture. */
export const mediaPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

const common = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
} as const

/** Headers of the window's page and of its scripts, styles and fonts. */
export const windowHeaders: Readonly<Record<string, string>> = {
  ...common,
  'Content-Security-Policy': windowPolicy,
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Frame-Options': 'DENY',
}

/** Headers of a library picture. Its name is its hash, so what it holds never changes. */
export const mediaHeaders: Readonly<Record<string, string>> = {
  ...common,
  'Content-Security-Policy': mediaPolicy,
  'Cache-Control': 'private, max-age=31536000, immutable',
}
