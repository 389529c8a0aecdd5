import type { settings as en } from '../en/settings.ts'
import type { Translation } from '../translation.ts'

export const settings = {
  title: 'Apparence',
  open: 'Apparence',
  theme: 'Thème',
  themeSystem: 'Système',
  themePaper: 'Papier',
  themeDark: 'Sombre',
  fontSize: 'Taille du texte',
  textWidth: 'Longueur des lignes',
  characters_one: '{count} caractère',
  characters_other: '{count} caractères',
  characters_many: '{count} de caractères',
  pixels: '{count} px',
  locale: 'Langue',
  localeSystem: 'Système',
  smaller: 'Texte plus petit',
  larger: 'Texte plus grand',
  narrower: 'Lignes plus courtes',
  wider: 'Lignes plus longues',
  sample: 'La marge est le lieu où la page répond.',
} satisfies Translation<typeof en>
