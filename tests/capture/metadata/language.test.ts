import { describe, expect, it } from 'vitest'
import {
  detectLanguage,
  normaliseLanguage,
  settleDirection,
  settleLanguage,
} from '../../../main/capture/metadata/language.ts'

const texts: Readonly<Record<string, string>> = {
  en: 'The bookseller opens her door every morning at nine and puts away the notebooks that people left there the evening before. She says that a book with notes in its margin is like a letter to nobody in particular.',
  fr: 'La libraire ouvre sa porte chaque matin à neuf heures et range les carnets que les passants ont laissés la veille. Elle dit qu’un livre annoté dans la marge ressemble à une lettre qui n’attend pas de réponse.',
  de: 'Die Buchhändlerin öffnet jeden Morgen um neun Uhr ihre Tür und räumt die Hefte weg, die am Abend zuvor liegen geblieben sind. Sie sagt, ein Buch mit Notizen am Rand sei wie ein Brief, der keine Antwort erwartet.',
  es: 'La librera abre su puerta cada mañana a las nueve y guarda los cuadernos que la gente dejó la noche anterior. Dice que un libro con notas en el margen se parece a una carta que no espera respuesta.',
  it: 'La libraia apre la porta ogni mattina alle nove e mette in ordine i quaderni che i passanti hanno lasciato la sera prima. Dice che un libro annotato a margine somiglia a una lettera che non aspetta risposta.',
  pt: 'A livreira abre a porta todas as manhãs às nove horas e arruma os cadernos que as pessoas deixaram na noite anterior. Ela diz que um livro com notas na margem se parece com uma carta que não espera resposta.',
  nl: 'De boekhandelaarster opent elke ochtend om negen uur haar deur en ruimt de schriften op die voorbijgangers de avond tevoren hebben achtergelaten. Ze zegt dat een boek met aantekeningen in de marge op een brief lijkt.',
  sv: 'Bokhandlaren öppnar sin dörr varje morgon klockan nio och plockar undan de häften som folk lämnade kvällen innan. Hon säger att en bok med anteckningar i marginalen liknar ett brev som inte väntar på svar.',
  da: 'Boghandleren åbner sin dør hver morgen klokken ni og rydder de hæfter væk, som folk efterlod aftenen før. Hun siger, at en bog med noter i margenen ligner et brev, der ikke venter på svar.',
  nb: 'Bokhandleren åpner døren hver morgen klokka ni og rydder bort heftene som folk la igjen kvelden før. Hun sier at en bok med notater i margen likner et brev som ikke venter på svar.',
  fi: 'Kirjakauppias avaa ovensa joka aamu yhdeksältä ja korjaa pois vihkot, jotka ihmiset jättivät edellisenä iltana. Hän sanoo, että kirja, jonka reunassa on muistiinpanoja, on kuin kirje, joka ei odota vastausta.',
  pl: 'Księgarka otwiera drzwi każdego ranka o dziewiątej i odkłada zeszyty, które przechodnie zostawili poprzedniego wieczoru. Mówi, że książka z notatkami na marginesie jest jak list, który nie czeka na odpowiedź.',
  cs: 'Knihkupkyně otevírá dveře každé ráno v devět hodin a uklízí sešity, které tu lidé nechali předchozí večer. Říká, že kniha s poznámkami na okraji je jako dopis, který nečeká na odpověď.',
  sk: 'Kníhkupkyňa otvára dvere každé ráno o deviatej a odkladá zošity, ktoré tu ľudia nechali predchádzajúci večer. Hovorí, že kniha s poznámkami na okraji je ako list, ktorý nečaká na odpoveď.',
  hu: 'A könyvkereskedő minden reggel kilenckor kinyitja az ajtót, és elrakja a füzeteket, amelyeket az emberek előző este ott hagytak. Azt mondja, hogy egy jegyzetekkel teli könyv olyan, mint egy levél, amely nem vár választ.',
  ro: 'Librăreasa deschide ușa în fiecare dimineață la ora nouă și pune deoparte caietele pe care oamenii le-au lăsat cu o seară înainte. Ea spune că o carte cu însemnări pe margine seamănă cu o scrisoare.',
  tr: 'Kitapçı her sabah saat dokuzda kapısını açar ve insanların önceki akşam bıraktığı defterleri kaldırır. Kenarına notlar yazılmış bir kitabın, cevap beklemeyen bir mektuba benzediğini söylüyor.',
  id: 'Penjual buku itu membuka pintunya setiap pagi pukul sembilan dan membereskan buku catatan yang ditinggalkan orang pada malam sebelumnya. Ia berkata bahwa buku dengan catatan di tepinya seperti surat yang tidak menunggu jawaban.',
  vi: 'Người bán sách mở cửa mỗi sáng lúc chín giờ và cất những cuốn sổ mà người qua đường để lại tối hôm trước. Bà nói rằng một cuốn sách có ghi chú bên lề giống như một lá thư không chờ hồi âm.',
  ca: 'La llibretera obre la porta cada matí a les nou i endreça els quaderns que la gent va deixar el vespre abans. Diu que un llibre amb notes al marge s’assembla a una carta que no espera resposta.',
  hr: 'Knjižarka svako jutro u devet sati otvara vrata i sprema bilježnice koje su ljudi ostavili prethodne večeri. Kaže da je knjiga s bilješkama na rubu kao pismo koje ne čeka odgovor.',
  ru: 'Хозяйка книжного магазина каждое утро в девять часов открывает дверь и убирает тетради, которые люди оставили накануне вечером. Она говорит, что книга с заметками на полях похожа на письмо.',
  uk: 'Власниця книгарні щоранку о дев’ятій відчиняє двері й прибирає зошити, які люди залишили напередодні ввечері. Вона каже, що книжка з нотатками на берегах схожа на лист, який не чекає відповіді.',
  bg: 'Книжарката отваря вратата всяка сутрин в девет часа и прибира тетрадките, които хората са оставили предишната вечер. Тя казва, че книга с бележки в полето прилича на писмо, което не чака отговор.',
  ar: 'تفتح صاحبة المكتبة بابها كل صباح في الساعة التاسعة وترتب الدفاتر التي تركها الناس في الليلة السابقة. تقول إن الكتاب الذي كتبت على هوامشه ملاحظات يشبه رسالة لا تنتظر جوابا.',
  fa: 'کتاب‌فروش هر روز صبح ساعت نه در را باز می‌کند و دفترهایی را که مردم شب پیش جا گذاشته‌اند جمع می‌کند. او می‌گوید کتابی که در حاشیه‌اش یادداشت نوشته شده مثل نامه‌ای است که منتظر پاسخ نیست.',
  he: 'בעלת חנות הספרים פותחת את הדלת כל בוקר בתשע ומסדרת את המחברות שאנשים השאירו בערב הקודם. היא אומרת שספר עם הערות בשוליים דומה למכתב שאינו מחכה לתשובה.',
  el: 'Η βιβλιοπώλης ανοίγει την πόρτα κάθε πρωί στις εννέα και μαζεύει τα τετράδια που άφησαν οι άνθρωποι το προηγούμενο βράδυ. Λέει ότι ένα βιβλίο με σημειώσεις μοιάζει με γράμμα.',
  hi: 'किताब बेचने वाली हर सुबह नौ बजे अपना दरवाज़ा खोलती है और उन कॉपियों को रख देती है जो लोग पिछली शाम छोड़ गए थे। वह कहती है कि हाशिये में लिखी टिप्पणियों वाली किताब एक चिट्ठी जैसी होती है।',
  ja: '本屋の主人は毎朝九時に店を開け、前の晩に人々が置いていったノートを片づけます。余白に書き込みのある本は、返事を待たない手紙のようなものだと彼女は言います。',
  zh: '书店的主人每天早上九点打开店门，把前一天晚上人们留下的笔记本收好。她说，页边写满批注的书就像一封不等回信的信。',
  ko: '서점 주인은 매일 아침 아홉 시에 문을 열고 전날 저녁 사람들이 두고 간 공책을 정리한다. 그는 여백에 메모가 적힌 책은 답장을 기다리지 않는 편지와 같다고 말한다.',
  eu: 'Liburu-saltzaileak goizero bederatzietan irekitzen du atea eta bezperan jendeak utzitako koadernoak gordetzen ditu. Dio ertzean oharrak dituen liburua erantzunik espero ez duen gutun baten antzekoa dela.',
  et: 'Raamatupoodnik avab ukse igal hommikul kell üheksa ja paneb ära vihikud, mille inimesed eelmisel õhtul maha jätsid. Ta ütleb, et märkmetega raamat on nagu kiri, mis ei oota vastust.',
  lt: 'Knygininkė kiekvieną rytą devintą valandą atidaro duris ir sutvarko sąsiuvinius, kuriuos žmonės paliko praėjusį vakarą. Ji sako, kad knyga su pastabomis paraštėse panaši į laišką, kuris nelaukia atsakymo.',
}
const of = (lang: string): string => texts[lang] ?? ''
const french = of('fr')
const filler =
  'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat.'

it('canonicalises tags', () => {
  expect(normaliseLanguage('fr_FR')).toBe('fr-FR')
  expect(normaliseLanguage('EN-us, fr')).toBe('en-US')
  expect(normaliseLanguage('<script>')).toBeNull()
})

describe('what is not declared is detected', () => {
  it.each(Object.entries(texts))('%s', (lang, text) => {
    expect(detectLanguage(text)).toBe(lang)
  })

  it('but never in few words, nor in words of no language', () => {
    expect(detectLanguage('Les marges du soir')).toBeNull()
    expect(detectLanguage('Привет, мир')).toBeNull()
    expect(detectLanguage(filler)).toBeNull()
    expect(detectLanguage('')).toBeNull()
    expect(detectLanguage('12 34 56 — 78')).toBeNull()
  })
})

describe('what is declared', () => {
  it('is believed where the text is short, kindred or says nothing', () => {
    expect(settleLanguage(['de'], french.slice(0, 120))).toBe('de')
    expect(settleLanguage(['nn'], of('nb').repeat(3))).toBe('nn')
    expect(settleLanguage(['da'], of('nb').repeat(3))).toBe('da')
    expect(settleLanguage(['pt-BR'], of('pt').repeat(3))).toBe('pt-BR')
    expect(settleLanguage(['uk'], of('ru').repeat(3))).toBe('uk')
    expect(settleLanguage(['oc'], of('ca').repeat(3))).toBe('oc')
    expect(settleLanguage(['en'], filler.repeat(3))).toBe('en')
    expect(settleLanguage([null, 'und', 'fr_CA'], french)).toBe('fr-CA')
  })

  it('gives way to a text that is plainly in another language: templates claim to be English', () => {
    expect(settleLanguage(['en'], of('ja').repeat(3))).toBe('ja')
    expect(settleLanguage(['en-US'], french.repeat(3))).toBe('fr')
    expect(settleLanguage(['en-US', 'de_DE'], of('de').repeat(3))).toBe('de-DE')
    expect(settleLanguage(['ar'], of('en').repeat(3))).toBe('en')
  })

  it('is missing: the text decides', () => {
    expect(settleLanguage([null, ''], french)).toBe('fr')
  })
})

it('finds the direction by declaration or script', () => {
  expect(settleDirection(['rtl'], 'abc')).toBe('rtl')
  expect(settleDirection([null], of('ar'))).toBe('rtl')
  expect(settleDirection([null], `${of('he')} with some words in English`)).toBe('rtl')
  expect(settleDirection([null], french)).toBe('ltr')
  expect(settleDirection(['auto'], of('fa'))).toBe('rtl')
})
