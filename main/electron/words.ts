import { type ErrorCode, fillTemplate } from '../core/errors.ts'
import type { ErrorData } from '../core/result.ts'

/** Words of the menu and of the dialogs that stand before the window; all others live in the window's locale files. */
const en = {
  file: 'File',
  edit: 'Edit',
  view: 'View',
  window: 'Window',
  help: 'Help',
  saveArticle: 'Save an Article…',
  find: 'Search the Library',
  exportArticles: 'Export…',
  showLibrary: 'Show the Library Folder',
  settings: 'Settings…',
  keys: 'Keyboard Shortcuts',
  otherLibrary: 'Choose Another Folder…',
  quit: 'Quit',
  cannotOpen: 'Postil cannot open this library',
  saving: 'Articles are still being saved',
  savingDetail: 'Addresses that are left will be waiting the next time. What was pasted or chosen as a file will not.',
  wait: 'Wait',
  closeAnyway: 'Close Anyway',
}

const fr: typeof en = {
  file: 'Fichier',
  edit: 'Édition',
  view: 'Présentation',
  window: 'Fenêtre',
  help: 'Aide',
  saveArticle: 'Enregistrer un article…',
  find: 'Chercher dans la bibliothèque',
  exportArticles: 'Exporter…',
  showLibrary: 'Afficher le dossier de la bibliothèque',
  settings: 'Réglages…',
  keys: 'Raccourcis clavier',
  otherLibrary: 'Choisir un autre dossier…',
  quit: 'Quitter',
  cannotOpen: 'Postil ne peut pas ouvrir cette bibliothèque',
  saving: 'Des articles sont encore en cours d’enregistrement',
  savingDetail:
    'Les adresses restantes attendront la prochaine ouverture. Ce qui a été collé ou choisi comme fichier sera perdu.',
  wait: 'Attendre',
  closeAnyway: 'Fermer quand même',
}

export type Words = typeof en
export type ShellLocale = 'en' | 'fr'

/** `locale` is BCP 47, as the system or a person's settings give it; what Postil does not speak becomes English. */
export function shellLocale(locale: string): ShellLocale {
  return /^fr\b/i.test(locale) ? 'fr' : 'en'
}

export function shellWords(locale: string): Words {
  return shellLocale(locale) === 'fr' ? fr : en
}

/** What can keep a library from opening, in French; English sentences come with the error. */
const startErrors: Partial<Record<ErrorCode, string>> = {
  libraryUnreadable:
    'Le dossier de la bibliothèque « {path} » ne peut pas être lu ({reason}). Vérifiez qu’il existe et que vous pouvez l’ouvrir.',
  libraryForeign:
    '« {path} » contient d’autres fichiers et aucune bibliothèque Postil. Choisissez un dossier vide ou une bibliothèque existante.',
  libraryNewer:
    'Cette bibliothèque a été écrite par un Postil plus récent (format {format}). Mettez Postil à jour pour l’ouvrir ; rien n’a été modifié.',
  libraryLocked: 'Un autre Postil a ouvert la bibliothèque « {path} ». Utilisez sa fenêtre, ou fermez-le d’abord.',
  libraryReadOnly:
    'La bibliothèque « {path} » ne peut être que lue ici. Donnez-vous le droit d’y écrire, ou déplacez-la.',
  diskFull: 'Le disque est plein. Libérez de la place et réessayez ; tout ce qui était enregistré est en sûreté.',
}

/** The sentence for a library that did not open, in the language of the system. */
export function startSentence(error: ErrorData, locale: string): string {
  const template = shellLocale(locale) === 'fr' ? startErrors[error.code] : undefined
  if (template === undefined) return error.message
  // A narrow no-break space before high punctuation and inside guillemets, so that none begins or ends a line alone.
  const set = template.replace(/ ([;:!?»])/g, '\u202f$1').replace(/« /g, '«\u202f')
  return fillTemplate(set, error.details)
}
