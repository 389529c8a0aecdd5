import { describe, expect, it } from 'vitest'
import { PostilError, toErrorData } from '../../main/core/result.ts'
import { askForLibrary, type Dialogs, mayClose } from '../../main/electron/dialogs.ts'
import { shellWords } from '../../main/electron/words.ts'

const error = toErrorData(new PostilError('libraryNewer', { format: 9 }))

function answers(responses: number[], folders: string[][]) {
  const shown: string[] = []
  const dialogs = {
    showMessageBox: async (options: { detail?: string; buttons?: string[] }) => {
      shown.push(`${options.detail} [${options.buttons?.join(' | ')}]`)
      return { response: responses.shift() ?? 1, checkboxChecked: false }
    },
    showOpenDialog: async () => {
      const filePaths = folders.shift() ?? []
      return { canceled: filePaths.length === 0, filePaths }
    },
  } as Dialogs
  return { dialogs, shown }
}

describe('a library that did not open', () => {
  it('is explained, with another folder or quitting as the ways on', async () => {
    const { dialogs, shown } = answers([1], [])
    expect(await askForLibrary(error, dialogs, 'en')).toBeNull()
    expect(shown).toEqual([`${error.message} [Choose Another Folder… | Quit]`])
  })
  it('is explained in French', async () => {
    const { dialogs, shown } = answers([1], [])
    await askForLibrary(error, dialogs, 'fr-FR')
    expect(shown[0]).toContain('(format 9)')
    expect(shown[0]).toContain('Choisir un autre dossier… | Quitter')
  })
  it('asks again when no folder was chosen after all', async () => {
    const { dialogs, shown } = answers([0, 0], [[], ['/notes']])
    expect(await askForLibrary(error, dialogs, 'en')).toBe('/notes')
    expect(shown).toHaveLength(2)
  })
})

describe('a window that closes while it saves', () => {
  it('is kept unless its reader says otherwise, in both languages', () => {
    const asked: { readonly message: string; readonly buttons?: string[]; readonly cancelId?: number }[] = []
    const answering = (response: number) => ({
      showMessageBoxSync(options: (typeof asked)[number]) {
        asked.push(options)
        return response
      },
    })
    expect(mayClose(answering(0), shellWords('en'))).toBe(false)
    expect(mayClose(answering(1), shellWords('fr-CA'))).toBe(true)
    expect(asked.map(({ message, buttons = [] }) => [message, ...buttons])).toEqual([
      ['Articles are still being saved', 'Wait', 'Close Anyway'],
      ['Des articles sont encore en cours d’enregistrement', 'Attendre', 'Fermer quand même'],
    ])
    // Escape, and the closing of the dialog, are no consent.
    expect(asked[0]?.cancelId).toBe(0)
  })
})
