import type { Dialog, MessageBoxSyncOptions } from 'electron'
import type { ErrorData } from '../core/result.ts'
import { shellWords, startSentence, type Words } from './words.ts'

/** The part of Electron's `dialog` that is used here. */
export type Dialogs = Pick<Dialog, 'showMessageBox' | 'showOpenDialog'>

/** Says why a library did not open and offers two ways on: another folder, or quitting (null). `locale` is BCP 47. */
export async function askForLibrary(error: ErrorData, dialogs: Dialogs, locale: string): Promise<string | null> {
  const words = shellWords(locale)
  for (;;) {
    const { response } = await dialogs.showMessageBox({
      type: 'error',
      title: 'Postil',
      message: words.cannotOpen,
      detail: startSentence(error, locale),
      buttons: [words.otherLibrary, words.quit],
      defaultId: 0,
      cancelId: 1,
      noLink: true,
    })
    if (response !== 0) return null
    const { filePaths } = await dialogs.showOpenDialog({ properties: ['openDirectory', 'createDirectory'] })
    if (filePaths[0] !== undefined) return filePaths[0]
  }
}

/** Whether a window that is in the middle of saving may close all the same; the window waits for the answer. */
export function mayClose(
  dialogs: { showMessageBoxSync(options: MessageBoxSyncOptions): number },
  words: Pick<Words, 'saving' | 'savingDetail' | 'wait' | 'closeAnyway'>,
): boolean {
  const response = dialogs.showMessageBoxSync({
    type: 'question',
    title: 'Postil',
    message: words.saving,
    detail: words.savingDetail,
    buttons: [words.wait, words.closeAnyway],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  })
  return response === 1
}
