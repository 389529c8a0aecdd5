import type { app as en } from '../en/app.ts'
import type { Translation } from '../translation.ts'

export const app = {
  name: 'Postil',
  library: 'Bibliothèque',
  pickTitle: 'Choisissez une lecture',
  pickText: 'Vos articles sont à gauche. Ils sont sur ce disque et s’ouvrent sans réseau.',
  connectionLost:
    'Postil ne répond pas. Ce qui est sur le disque est en sûreté. Relancez Postil, et cette fenêtre reprendra.',
  crashTitle: 'Cette vue a échoué',
  crashText:
    'Rien de ce qui était enregistré n’est touché. Affichez la vue de nouveau ; si elle échoue encore, signalez ce qui suit.',
  crashAgain: 'L’afficher de nouveau',
  problems_one: 'Un fichier de la bibliothèque est endommagé',
  problems_other: '{count} fichiers de la bibliothèque sont endommagés',
  problems_many: '{count} de fichiers de la bibliothèque sont endommagés',
  problemsShow: 'Voir lesquels',
  problemsText: 'Postil a mis de côté ce qu’il n’a pas pu lire. Tout le reste fonctionne comme avant.',
  readOnly: 'Cette bibliothèque ne peut qu’être lue ici. Les changements ne seront pas gardés.',
  keysTitle: 'Raccourcis clavier',
  keysEverywhere: 'Partout',
  keysList: 'Dans la liste et l’article',
  keySearch: 'Chercher',
  keySave: 'Enregistrer un article',
  keyKeys: 'Afficher ces raccourcis',
  keyEscape: 'Fermer, ou revenir à la liste',
  keySettings: 'Apparence',
  keyUndo: 'Annuler',
  keyNext: 'Article suivant',
  keyPrevious: 'Article précédent',
  keyOpen: 'Ouvrir',
  keyArchive: 'Archiver, ou remettre à lire',
  keyFavourite: 'Favori',
  keyTags: 'Étiquettes',
  keySelect: 'Sélectionner pour l’export',
  keyDelete: 'Supprimer',
  keyMenu: 'Toutes les actions',
} satisfies Translation<typeof en>
