/**
 * Every error that can cross a boundary, once: a stable code and an English sentence that says what happened and what to
 * do. `{name}` is filled from the error's details. Other languages translate the same keys (renderer/locales); nothing
 * recognises an error by its text.
 */
export const errorMessages = {
  // The call itself
  paramsInvalid: 'The call “{method}” was given something it cannot use: {reason}. Correct it and try again.',
  methodUnknown: 'There is no call named “{method}”. Check its spelling against the contract.',
  unauthorized: 'This connection has no valid token. Open the address that Postil printed when it started.',
  originRefused: 'A request from “{origin}” was refused. Only Postil’s own window may call this address.',
  portTaken:
    'Postil cannot listen on port {port} of {host} ({reason}). Choose another port with --port, or leave it out.',
  connectionLost: 'Postil does not answer. What is on disk is safe; start Postil again, and then repeat the last step.',
  cancelled: 'Stopped as you asked. Nothing was saved.',
  internal:
    'Something went wrong inside Postil: {reason}. Nothing was changed; please try again, and report it if it returns.',

  // Fetching a page
  urlInvalid: '“{url}” is not a web address that Postil can open. Use one that begins with http:// or https://.',
  addressBlocked:
    '“{host}” is an address inside your own network, and a page asked for it. Type the address yourself if you want it saved.',
  hostNotFound: 'No site was found at “{host}”. Check the spelling and your connection.',
  connectionRefused: 'The site at “{host}” refused the connection or cannot be reached. Try again later.',
  tlsFailed:
    'The site at “{host}” could not prove who it is ({reason}), so the page was not fetched. Check the address.',
  fetchTimeout:
    'The page did not arrive within {seconds} seconds. Try again later, or save it from your browser and add the file.',
  pageTooLarge: 'The page is larger than {limit} MB. Save the part that you need as a file, and add that.',
  redirectLoop:
    'The page sends its visitors round in a circle ({url}). Open it in a browser, and save the address that you end up at.',
  tooManyRedirects:
    'The page was passed on more than {limit} times. Open it in a browser, and save the address that you end up at.',
  typeUnsupported: 'This address holds “{type}”, not a page that Postil can read. Save web pages, HTML or text.',
  fileTypeUnsupported: 'This file holds “{type}”, which Postil cannot read. Save web pages, HTML, text or books.',
  pageNotFound: 'The site has no page at this address (status {status}). Check the address.',
  pageDenied:
    'The site does not hand out this page (status {status}). If you can read it in your browser, save it there and add the file.',
  siteFailed: 'The site failed to deliver the page (status {status}). Try again later.',
  pageCutOff: 'The page arrived cut off or damaged. Try again.',
  loginRequired:
    'This page asks for a login, so its article cannot be read from here. Sign in with your browser, save the page, and add the file.',
  pageEmpty: 'The page is empty. Check the address, or paste the text instead.',
  articleNotDetected:
    'There is no article on this page that Postil can recognise. Save all of its text, or paste what you want to keep.',
  pageNeedsJavaScript:
    'This page is built by scripts and holds no text of its own. Save its address in Postil’s desktop app, which builds such pages; or open it in a browser, save the page there and add the file, or copy the article and paste it.',
  pageNotRendered:
    'This page is built by scripts, and no article came of it here. Open it in your browser until you see the article; then save the page and add the file, or copy the article and paste it.',
  pageTooComplex:
    'This page is built in a way that Postil cannot work through. Save the part that you need as a file, and add that.',

  versionShrunken:
    'The page has only {words} words now; the text of “{title}” that you kept has {before}. It may be a paywall or what is left of the page, so yours stays as it is. Look at the page in a browser, and save it anyway if it is what you want.',

  // Files given to Postil
  fileNotFound: 'There is no file at “{path}”. Check the path.',
  fileUnreadable: '“{path}” cannot be read ({reason}). Check its permissions.',
  listEmpty: 'There is no web address in “{name}”. A list has one on each line, or is a page of bookmarks or a table.',
  fileEmpty: '“{path}” is empty, so there is nothing to save.',
  fileTooLarge: '“{path}” is larger than {limit} MB, which is the most that Postil takes. Save the part that you need.',
  epubInvalid:
    '“{path}” is not a book that Postil can read ({reason}). Get it again from where it came, as an EPUB without damage.',
  epubProtected:
    '“{path}” is locked by its seller (DRM), so only the seller’s own app can read it. Save an edition without a lock.',
  mhtmlInvalid: '“{path}” is not a complete web archive ({reason}). Save the page from your browser again.',
  archiveUnsafe:
    '“{path}” names a file outside itself (“{file}”), so it was not opened. Get it from a source you trust.',
  archiveTooLarge:
    '“{path}” unpacks to more than Postil takes ({limit} MB), so it was not read. Save the part that you need.',
  importFormatUnknown: 'Postil cannot tell what “{name}” is. It reads: {formats}. Name one with --from if you know it.',
  importDamaged: '“{name}” is not a complete {format} file: {reason}. Export it again from where it came.',
  targetExists:
    '“{path}” already exists and Postil will not write over it. Choose another place, or allow it with --force.',

  // The library on disk
  libraryUnreadable:
    'The library folder “{path}” cannot be read ({reason}). Check that it exists and that you may open it.',
  libraryForeign: '“{path}” holds other files and no Postil library. Choose an empty folder or an existing library.',
  libraryNewer:
    'This was written by a newer Postil (format {format}), so it can be read here but not changed. Update Postil; nothing was changed.',
  libraryLocked: 'Another Postil has the library “{path}” open. Use that window, or close it first.',
  libraryReadOnly:
    'The library “{path}” can only be read here, so nothing was changed. Give yourself permission to write, or move it.',
  diskFull: 'The disk is full, so this was not saved. Make room and try again; everything saved before is safe.',
  writeFailed: '“{path}” could not be written ({reason}). Nothing was changed; check the disk and try again.',
  recordDamaged:
    'A file of this article is damaged and was set aside in “{path}”. Save the article again, or restore the file from a backup.',
  recordRecovered:
    'A file of this article was damaged and was set aside in “{path}”; the version before it is in its place. Look the article over: its last change may be missing.',
  recordMended:
    'One bit of a file of this library had flipped on the disk. It was set right from the file’s own sum, so nothing is lost; the damaged file is kept as “{path}”. If this happens again, check the disk.',
  fileDamaged: '“{path}” is damaged ({reason}). Restore it from a backup, or save the article again.',
  fileMissing: '“{path}” is not in the library any more. Restore it from a backup, or save the article again.',
  mediaNotFound: 'The picture “{name}” is not in the library.',
  indexDamaged:
    'The search index was damaged ({reason}) and is being built again from your files. Nothing is lost; try again in a moment.',

  // Backups and other copies of a library
  backupUnreadable:
    '“{path}” cannot be read as a backup of Postil ({reason}), so nothing was restored. Check that it is the right file and complete.',
  backupDamaged:
    '“{file}” in the backup “{path}” is not what was backed up ({reason}), so nothing was restored. Use another backup.',
  backupUnsafe:
    'The backup “{path}” names a file outside the library (“{file}”), so nothing was restored. It was not made by Postil.',
  dailyBackupFailed:
    'Today’s backup of your notes could not be written to “{path}” ({reason}). Everything in the library is safe; make room on the disk or allow writing there, and Postil tries again within the hour.',
  backupNewer:
    'The backup “{path}” was made by a newer Postil (format {format}). Update Postil to restore it; nothing was changed.',
  mergeStopped:
    'Stopped as you asked, after {done} of {total} records. What was merged by then stays; do it again for the rest.',
  mergeWithItself: '“{path}” is the library that is open. Name another copy of it to merge with.',

  // What is asked of an article
  articleNotFound: 'There is no article “{id}” in this library. It may have been deleted.',
  articlePurged:
    'The article “{id}” was deleted from this library for good, so it was not brought back. Save its page again if you miss it.',
  highlightNotFound: 'There is no highlight “{id}” in this article. It may have been deleted.',
  rangeInvalid: 'The passage from {start} to {end} is not inside the article. Select it again.',
  quoteNotFound: 'The quotation “{quote}” is not in the article. Copy it from the article’s own text.',
  quoteAmbiguous: 'The quotation “{quote}” stands in the article {count} times. Add the words before or after it.',
  nothingToExport: 'There is nothing to export. Choose at least one article.',
} as const satisfies Record<string, string>

/** A stable name for an error; the same in the window, the command line and HTTP. */
export type ErrorCode = keyof typeof errorMessages

export const errorCodes = Object.keys(errorMessages) as readonly ErrorCode[]

/** Values that fill an error's sentence and help a program to react; plain data. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>

/** Fills `{name}` places of a template from details; a place without a value keeps its name. */
export function fillTemplate(template: string, details: ErrorDetails = {}): string {
  return template.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = details[name]
    return value === undefined ? place : String(value)
  })
}
