import { lineStep } from './blocks.ts'

const ADVERTISEMENT =
  /^[\s–—-]*(?:advert(?:isement|ising)?s?|ad|sponsored(?: content)?|story continues (?:below|after) (?:this )?ad\w*|article continues (?:below|after) (?:this )?ad\w*|scroll (?:down )?to continue(?: reading)?|publicité|la suite après la publicité|anzeige|werbung|publicidad|pubblicità|iklan|реклама|إعلان|広告)[\s–—:.-]*$/iu
const RELATED =
  /^[^\p{L}\p{N}]*(?:related(?: (?:stories|story|articles?|content|links?|topics))?|read (?:more|also|next|on|this)|also read|see (?:more|also)|more (?:on this|from|stories|to read)|watch|don['’]t miss|recommended(?: reading)?|you (?:may|might) (?:also )?like|(?:à )?lire aussi|lire la suite|à lire|voir aussi|sur le même sujet|lesen sie auch|mehr (?:zum thema|dazu)|siehe auch|l[eé]a(?:se)? también|lee también|te puede interesar|leggi anche|leia (?:também|mais)|veja também|saiba mais|lees (?:ook|meer)|zie ook|czytaj (?:też|także|również)|zobacz też|läs (?:också|även)|læs også|les også|čtěte také|viz též|читайте также|читайте також|اقرأ أيضا)(?!\p{L})/iu
const APPEAL =
  /^[^\p{L}\p{N}]*(?:click here|get .{0,30}\bapp\b|subscribe|sign up|join|follow us|download|like us|s['’]abonner|abonnez-vous|inscrivez-vous|jetzt (?:abonnieren|anmelden)|suscr[ií]bete)\b/iu

/** `Also: …`, `MUST READ: …`, `Watch: …`, each with what it leads to. */
const CROSS_REFERENCE =
  /^[^\p{L}\p{N}]*(?:also|more|must[- ]read|read|watch|listen|see|explore|opinion|analysis|related|background|in pictures|à (?:lire|voir|écouter)|lire|voir|regarder|mehr|lesen|video|leer|lea|lee|ver|vea|vídeo|leia|veja|leggi|guarda|lees|bekijk|czytaj|zobacz|czytaj też|läs|читайте|смотрите|اقرأ|شاهد|関連|相关)\s*(?:also|too|more|aussi|auch|también|também|anche|ook|też|także|också|также|أيضا|記事|阅读)?\s*[:：|>»→]/iu

export const advertisement = lineStep('advertisement', ({ text }) =>
  ADVERTISEMENT.test(text) ? 'the label of an advertisement' : null,
)

export const related = lineStep('related-line', ({ text, linked }) =>
  linked > 0.4 && (RELATED.test(text) || (linked < 1 && CROSS_REFERENCE.test(text)))
    ? 'points to another article'
    : null,
)

export const appeal = lineStep('appeal', ({ text, linked }) =>
  linked > 0.8 && APPEAL.test(text) ? 'asks to subscribe, follow or install' : null,
)

export const shoutedLink = lineStep('shouted-link', ({ text, linked, words }) =>
  linked > 0.95 && words >= 4 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text)
    ? 'a link in capitals that is a line of its own'
    : null,
)
