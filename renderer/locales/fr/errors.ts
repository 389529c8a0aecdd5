import type { ErrorCode } from '../../../main/core/errors.ts'

/** The sentences of `main/core/errors.ts`, in French. */
export const errors: Readonly<Record<ErrorCode, string>> = {
  paramsInvalid: 'L’appel « {method} » a reçu quelque chose d’inutilisable : {reason}. Corrigez et réessayez.',
  methodUnknown: 'Il n’y a pas d’appel nommé « {method} ». Vérifiez son orthographe dans le contrat.',
  unauthorized: 'Cette connexion n’a pas de jeton valable. Ouvrez l’adresse que Postil a affichée en démarrant.',
  originRefused:
    'Une demande venue de « {origin} » a été refusée. Seule la fenêtre de Postil peut appeler cette adresse.',
  portTaken:
    'Postil ne peut pas écouter sur le port {port} de {host} ({reason}). Choisissez un autre port avec --port, ou n’en donnez pas.',
  connectionLost:
    'Postil ne répond pas. Ce qui est sur le disque est en sûreté ; relancez Postil, puis refaites la dernière action.',
  cancelled: 'Arrêté à votre demande. Rien n’a été enregistré.',
  internal:
    'Une erreur s’est produite dans Postil : {reason}. Rien n’a été changé ; réessayez, et signalez-la si elle revient.',
  urlInvalid:
    '« {url} » n’est pas une adresse web que Postil puisse ouvrir. Utilisez-en une qui commence par http:// ou https://.',
  addressBlocked:
    '« {host} » est une adresse de votre propre réseau, et c’est une page qui l’a demandée. Tapez l’adresse vous-même si vous voulez l’enregistrer.',
  hostNotFound: 'Aucun site n’a été trouvé à « {host} ». Vérifiez l’orthographe et votre connexion.',
  connectionRefused: 'Le site « {host} » a refusé la connexion ou n’est pas joignable. Réessayez plus tard.',
  tlsFailed:
    'Le site « {host} » n’a pas pu prouver son identité ({reason}) ; la page n’a pas été récupérée. Vérifiez l’adresse.',
  fetchTimeout:
    'La page n’est pas arrivée en {seconds} secondes. Réessayez plus tard, ou enregistrez-la depuis votre navigateur et ajoutez le fichier.',
  pageTooLarge:
    'La page dépasse {limit} Mo. Enregistrez dans un fichier la partie dont vous avez besoin, et ajoutez ce fichier.',
  redirectLoop:
    'La page fait tourner ses visiteurs en rond ({url}). Ouvrez-la dans un navigateur, et enregistrez l’adresse où vous arrivez.',
  tooManyRedirects:
    'La page a été renvoyée plus de {limit} fois. Ouvrez-la dans un navigateur, et enregistrez l’adresse où vous arrivez.',
  typeUnsupported:
    'Cette adresse contient « {type} », et non une page que Postil puisse lire. Enregistrez des pages web, du HTML ou du texte.',
  fileTypeUnsupported:
    'Ce fichier contient « {type} », que Postil ne peut pas lire. Enregistrez des pages web, du HTML, du texte ou des livres.',
  pageNotFound: 'Le site n’a pas de page à cette adresse (statut {status}). Vérifiez l’adresse.',
  pageDenied:
    'Le site ne donne pas cette page (statut {status}). Si vous pouvez la lire dans votre navigateur, enregistrez-la depuis celui-ci et ajoutez le fichier.',
  siteFailed: 'Le site n’a pas réussi à livrer la page (statut {status}). Réessayez plus tard.',
  pageCutOff: 'La page est arrivée incomplète ou abîmée. Réessayez.',
  loginRequired:
    'Cette page demande une connexion ; son article ne peut pas être lu d’ici. Connectez-vous dans votre navigateur, enregistrez la page et ajoutez le fichier.',
  pageEmpty: 'La page est vide. Vérifiez l’adresse, ou collez plutôt le texte.',
  articleNotDetected:
    'Il n’y a sur cette page aucun article que Postil reconnaisse. Enregistrez tout son texte, ou collez ce que vous voulez garder.',
  pageNeedsJavaScript:
    'Cette page est construite par des scripts et ne contient pas de texte. Enregistrez son adresse dans l’application de bureau de Postil, qui construit ces pages ; ou ouvrez-la dans un navigateur, enregistrez-la depuis celui-ci et ajoutez le fichier, ou copiez l’article et collez-le.',
  pageNotRendered:
    'Cette page est construite par des scripts, et aucun article n’en est sorti ici. Ouvrez-la dans votre navigateur jusqu’à voir l’article ; puis enregistrez la page et ajoutez le fichier, ou copiez l’article et collez-le.',
  pageTooComplex:
    'Cette page est construite d’une façon que Postil ne peut pas dérouler. Enregistrez dans un fichier la partie voulue, et ajoutez-le.',
  versionShrunken:
    'La page n’a plus que {words} mots ; le texte de « {title} » que vous avez gardé en a {before}. C’est peut-être un accès payant ou ce qui reste de la page ; le vôtre reste donc tel quel. Regardez la page dans un navigateur, et enregistrez-la quand même si c’est bien ce que vous voulez.',
  fileNotFound: 'Il n’y a pas de fichier à « {path} ». Vérifiez le chemin.',
  fileUnreadable: '« {path} » ne peut pas être lu ({reason}). Vérifiez ses permissions.',
  listEmpty:
    'Il n’y a pas d’adresse web dans « {name} ». Une liste en a une par ligne, ou c’est une page de signets ou un tableau.',
  fileEmpty: '« {path} » est vide ; il n’y a rien à enregistrer.',
  fileTooLarge: '« {path} » dépasse {limit} Mo, le maximum que Postil accepte. Enregistrez la partie qu’il vous faut.',
  epubInvalid:
    '« {path} » n’est pas un livre que Postil peut lire ({reason}). Reprenez-le à sa source, en EPUB intact.',
  epubProtected:
    '« {path} » est verrouillé par son vendeur (DRM) ; seule l’application du vendeur peut le lire. Enregistrez une édition sans verrou.',
  mhtmlInvalid:
    '« {path} » n’est pas une archive web complète ({reason}). Enregistrez de nouveau la page depuis votre navigateur.',
  archiveUnsafe:
    '« {path} » nomme un fichier hors de lui-même (« {file} ») ; il n’a pas été ouvert. Prenez-le à une source sûre.',
  archiveTooLarge:
    '« {path} » dépasse, une fois décompressé, ce que Postil accepte ({limit} Mo) ; il n’a pas été lu. Enregistrez la partie qu’il vous faut.',
  importFormatUnknown:
    'Postil ne reconnaît pas ce qu’est « {name} ». Il lit : {formats}. Nommez le format avec --from si vous le connaissez.',
  importDamaged:
    '« {name} » n’est pas un fichier {format} complet : {reason}. Exportez-le de nouveau depuis son origine.',
  targetExists:
    '« {path} » existe déjà et Postil ne l’écrasera pas. Choisissez un autre endroit, ou permettez-le avec --force.',
  libraryUnreadable:
    'Le dossier de bibliothèque « {path} » ne peut pas être lu ({reason}). Vérifiez qu’il existe et que vous pouvez l’ouvrir.',
  libraryForeign:
    '« {path} » contient d’autres fichiers et pas de bibliothèque Postil. Choisissez un dossier vide ou une bibliothèque existante.',
  libraryNewer:
    'Ceci a été écrit par un Postil plus récent (format {format}) : on peut le lire ici, mais pas le changer. Mettez Postil à jour ; rien n’a été changé.',
  libraryLocked: 'Un autre Postil a ouvert la bibliothèque « {path} ». Utilisez sa fenêtre, ou fermez-la d’abord.',
  libraryReadOnly:
    'La bibliothèque « {path} » ne peut qu’être lue ici ; rien n’a été changé. Donnez-vous le droit d’écrire, ou déplacez-la.',
  diskFull:
    'Le disque est plein ; ceci n’a pas été enregistré. Faites de la place et réessayez ; tout ce qui l’était déjà est en sûreté.',
  writeFailed: '« {path} » n’a pas pu être écrit ({reason}). Rien n’a été changé ; vérifiez le disque et réessayez.',
  recordDamaged:
    'Un fichier de cet article est endommagé et a été mis de côté dans « {path} ». Enregistrez l’article de nouveau, ou restaurez le fichier depuis une sauvegarde.',
  recordRecovered:
    'Un fichier de cet article était endommagé et a été mis de côté dans « {path} » ; la version précédente est à sa place. Relisez l’article : son dernier changement peut manquer.',
  recordMended:
    'Un bit d’un fichier de cette bibliothèque s’était inversé sur le disque. Il a été rétabli grâce à la somme que porte le fichier ; rien n’est perdu, et le fichier endommagé est gardé sous « {path} ». Si cela se reproduit, vérifiez le disque.',
  fileDamaged:
    '« {path} » est endommagé ({reason}). Restaurez-le depuis une sauvegarde, ou enregistrez l’article de nouveau.',
  fileMissing:
    '« {path} » n’est plus dans la bibliothèque. Restaurez-le depuis une sauvegarde, ou enregistrez l’article de nouveau.',
  mediaNotFound: 'L’image « {name} » n’est pas dans la bibliothèque.',
  indexDamaged:
    'L’index de recherche était endommagé ({reason}) et se reconstruit depuis vos fichiers. Rien n’est perdu ; réessayez dans un instant.',
  backupUnreadable:
    '« {path} » ne peut pas être lu comme une sauvegarde de Postil ({reason}) ; rien n’a été restauré. Vérifiez que c’est le bon fichier et qu’il est complet.',
  backupDamaged:
    '« {file} » dans la sauvegarde « {path} » n’est pas ce qui avait été sauvegardé ({reason}) ; rien n’a été restauré. Prenez une autre sauvegarde.',
  backupUnsafe:
    'La sauvegarde « {path} » nomme un fichier hors de la bibliothèque (« {file} ») ; rien n’a été restauré. Elle ne vient pas de Postil.',
  dailyBackupFailed:
    'La sauvegarde quotidienne de vos notes n’a pas pu être écrite dans « {path} » ({reason}). Tout ce que contient la bibliothèque est en sûreté ; faites de la place sur le disque ou autorisez l’écriture à cet endroit, et Postil réessaiera dans l’heure.',
  backupNewer:
    'La sauvegarde « {path} » a été faite par un Postil plus récent (format {format}). Mettez Postil à jour pour la restaurer ; rien n’a été changé.',
  mergeStopped:
    'Arrêté à votre demande, après {done} des {total} fiches. Ce qui était déjà fusionné reste ; recommencez pour le reste.',
  mergeWithItself: '« {path} » est la bibliothèque ouverte. Nommez une autre copie à fusionner avec elle.',
  articleNotFound: 'Il n’y a pas d’article « {id} » dans cette bibliothèque. Il a peut-être été supprimé.',
  articlePurged:
    'L’article « {id} » a été supprimé définitivement de cette bibliothèque : il n’a donc pas été ramené. Enregistrez de nouveau sa page s’il vous manque.',
  highlightNotFound: 'Il n’y a pas de passage surligné « {id} » dans cet article. Il a peut-être été supprimé.',
  rangeInvalid: 'Le passage de {start} à {end} n’est pas dans l’article. Sélectionnez-le de nouveau.',
  quoteNotFound: 'La citation « {quote} » n’est pas dans l’article. Copiez-la depuis le texte même de l’article.',
  quoteAmbiguous: 'La citation « {quote} » se trouve {count} fois dans l’article. Ajoutez les mots d’avant ou d’après.',
  nothingToExport: 'Il n’y a rien à exporter. Choisissez au moins un article.',
}
