import type { common as en } from '../en/common.ts'
import type { Translation } from '../translation.ts'

export const common = {
  close: 'Fermer',
  cancel: 'Annuler',
  done: 'Terminé',
  undo: 'Annuler',
  retry: 'Réessayer',
  back: 'Bibliothèque',
  copy: 'Copier',
  loading: 'Chargement…',
  notifications: 'Notifications',
  tags: 'Étiquettes',
  addTag: 'Ajouter une étiquette…',
  removeTag: 'Retirer l’étiquette « {tag} »',
  minutes_one: '{count} min',
  minutes_other: '{count} min',
  minutes_many: '{count} min',
} satisfies Translation<typeof en>
