import type { common as en } from '../en/common.ts'
import type { Translation } from '../translation.ts'

export const common = {
  close: 'Fermer',
  cancel: 'Annuler',
  save: 'Enregistrer',
  done: 'Terminé',
  undo: 'Annuler',
  retry: 'Réessayer',
  back: 'Bibliothèque',
  more: 'Plus',
  copy: 'Copier',
  loading: 'Chargement…',
  notifications: 'Notifications',
  tags: 'Étiquettes',
  addTag: 'Ajouter une étiquette…',
  removeTag: 'Retirer l’étiquette « {tag} »',
  minutes_one: '{count} min',
  minutes_other: '{count} min',
  minutes_many: '{count} min',
  words_one: '{count} mot',
  words_other: '{count} mots',
  words_many: '{count} de mots',
} satisfies Translation<typeof en>
