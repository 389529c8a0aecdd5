import type { exporting as en } from '../en/export.ts'
import type { Translation } from '../translation.ts'

export const exporting = {
  title_one: 'Exporter {count} article',
  title_other: 'Exporter {count} articles',
  title_many: 'Exporter {count} d’articles',
  titleAll: 'Exporter toute la bibliothèque',
  open: 'Exporter…',
  openAll: 'Tout exporter…',
  format: 'Format',
  markdown: 'Markdown',
  markdownText:
    'Les citations dans l’ordre de lecture, avec vos notes, couleurs et étiquettes. Pour les carnets et les outils d’écriture.',
  json: 'JSON',
  jsonText: 'Tout, exactement : pour d’autres programmes et pour conserver.',
  download: 'Enregistrer un fichier',
  copied: 'Copié dans le presse-papiers.',
  copyFailed: 'Le presse-papiers n’a pas pu être écrit. Enregistrez plutôt un fichier.',
  working: 'Préparation des fichiers…',
  done_one: '{count} article exporté dans « {name} ».',
  done_other: '{count} articles exportés dans « {name} ».',
  done_many: '{count} d’articles exportés dans « {name} ».',
  archiveName: 'Export Postil',
} satisfies Translation<typeof en>
