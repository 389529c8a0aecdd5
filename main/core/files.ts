/** Files that can be saved as articles: how large, and what their names end in. What they are is told by their content. */

/** Of one file, in MB of 1,048,576 bytes: a book with its pictures is seldom half of it. */
export const MAX_FILE_MB = 100

/** In lower case, with the dot; for folders and file dialogs. */
export const savableEndings = [
  '.html',
  '.htm',
  '.xhtml',
  '.xht',
  '.mhtml',
  '.mht',
  '.epub',
  '.md',
  '.markdown',
  '.txt',
  '.text',
] as const
