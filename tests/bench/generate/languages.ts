/** What texts of a language look like, as far as an index or a list can tell. */
export interface Language {
  /** BCP 47. */
  readonly tag: string
  /** Of all articles. */
  readonly share: number
  readonly dir: 'ltr' | 'rtl'
  /** The commonest words, the very commonest first. */
  readonly common: readonly string[]
  /** What the other words are made of: how they begin, go on, and end. */
  readonly begin: readonly string[]
  readonly middle: readonly string[]
  readonly end: readonly string[]
  /** Between words. */
  readonly space: string
  readonly comma: string
  readonly stop: string
  readonly question: string
  readonly quotes: readonly [string, string]
  /** One in so many words has this before it (`l’`, `al-`). */
  readonly clitics: readonly string[]
  readonly names: readonly string[]
}

const list = (words: string): readonly string[] => words.split(' ')
/** `count` characters from `first` on, every `step`th. */
const characters = (first: number, count: number, step = 1): readonly string[] =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index * step))

const latin = {
  dir: 'ltr',
  space: ' ',
  comma: ', ',
  stop: '. ',
  question: '? ',
  quotes: ['“', '”'],
  clitics: [],
} as const
const unspaced = {
  dir: 'ltr',
  space: '',
  comma: '，',
  stop: '。',
  question: '？',
  quotes: ['「', '」'],
  clitics: [],
  middle: [''],
} as const

const han = characters(0x4e00, 2600, 7)

export const languages: readonly Language[] = [
  {
    ...latin,
    tag: 'en',
    share: 0.5,
    common: list(
      'the of and to a in is that it was for on are as with his they at be this from have or by one had not but what all were when we there can an your which their said if will each about how up out them then she many some so these would other into has more her two like him see time could no make than first been its who now people my made over did down only way find use may water long little very after words called just where most know get through back much before go good new write our used me man too any day same right look think also around another came come work three word must because does part even place well such here take why things help put years different away again off went old number great tell men say small every found still between name should Mr home big give air line set own under read last never us left end along while might next sound below saw something thought both few those always looked show large often together asked house world going want school important until form food keep children feet land side without boy once animals life enough took sometimes four head above kind began almost live page got earth need far hand high year mother light parts country father let night following picture being study second eyes soon times story boys since white days ever paper hard near sentence better best across during today others however sure means knew tried told young miles sun ways thing whole hear example heard several change answer room sea against top turned learn point city play toward five using himself usually money seen car morning given trees',
    ),
    begin: list(
      'b br c ch cl cr d dr f fl fr g gl gr h j k l m n p pl pr qu r s sc sh sl sp st str t th tr v w wh un re dis con in over out mis inter pre sub trans al ex',
    ),
    middle: list(
      'a e i o u ai ea ee ou ar er or al en in on an it is ab ad ag am ap at eb ed el em ep et ib id ig im ip ob od og om op ub ug um up ut iv ov ast est ist ost ust end ind ound ight own atch ick ock uck ell ill oll ull',
    ),
    end: list(
      'ing ed er s ly ion ness ment able al ic ist ism ity y e en le ow ard ant ent ive ous ful less ship hood ry age ure dom th t d n m p k l',
    ),
    names: list(
      'Ines Marrow Ada Finch Tom Alder Ruth Okafor Priya Nair Samuel Brook Clara Voss Henry Lamb Nora Quill Ezra Pike',
    ),
  },
  {
    ...latin,
    tag: 'fr',
    share: 0.14,
    common: list(
      'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son ou comme mais on été cette aussi fait leur ont même ses était deux très être ans où sans entre peut encore nous tout après autres temps toujours fois monde depuis moins contre jusqu dont elle vie elles quand bien pays trois rien voir déjà chez sous siècle œuvre français première année grand partie homme femme point état faire dit notre histoire politique ville jour avant celle ceux toute ainsi lors moment cœur façon idée forêt âge là-bas peut-être aujourd’hui',
    ),
    begin: list(
      'b br c ch cl d dé é f fl g gr h in j l m n p pr qu r re s sou t tr v vo œu pré sur con dés em en ex im mal par trans',
    ),
    middle: list(
      'a é è e i o u ai au eau eu ou oi ien on an en in al er or ar ou ur il el at et it ot ut ach ég él ém én ér ét îl ôt ûr aç eç',
    ),
    end: list(
      'er é ée és ées ait aient ant ement ment tion sion eur euse ique iste isme ité oir oire age ance ence able ible elle ette et al aux eux el ère ière ie e es s ois ais',
    ),
    comma: ', ',
    question: '\u202F? ',
    quotes: ['«\u00A0', '\u00A0»'],
    clitics: ['l’', 'd’', 'qu’', 's’', 'n’', 'j’', 'c’'],
    names: list('Hélène Façonnet Étienne Brûlé Zoé Lefèvre Noël Garçon Maëlle Œuvrard Benoît Crêpin Anaïs Sorel'),
  },
  {
    ...latin,
    tag: 'de',
    share: 0.08,
    common: list(
      'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei hatte kann gegen vom können schon wenn habe seine ihre dann unter wir soll ich eines Jahr zwei diese dieser wieder keine Uhr seiner worden will zwischen immer Millionen was sagte müssen große für größer während heißt Straße Übung',
    ),
    begin: list(
      'b br d dr f fl fr g gl gr h k kl kr l m n p pf r s sch schl schr schw sp st str t tr v w z zw ab an auf aus be ein ent er ge über un unter ver vor zer zu',
    ),
    middle: list(
      'a ä e i o ö u ü au äu ei eu ie ach ag and ang ann arm arz ass auf ben ech eck eit eld ell end erg ern ess ich ick iff ind inn itt oben och oll ord oss uch ück uft und ung ünd üß ütt',
    ),
    end: list(
      'en e er es em st t te ten ung ungen heit keit lich ig isch bar sam schaft tum nis ling chen lein los voll haft und in innen s el',
    ),
    quotes: ['„', '“'],
    names: list('Jürgen Müßig Käthe Größl Uwe Bäcker Änne Schäfer Lutz Weiß Sören Öhler'),
  },
  {
    ...latin,
    tag: 'es',
    share: 0.06,
    common: list(
      'de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene él uno donde bien tiempo mismo ese ahora cada vida otro después te otros aunque esa eso hace otra gobierno tan durante siempre día tanto ella tres sí dijo sido gran país según menos año antes estado mañana niño señor corazón',
    ),
    begin: list(
      'b br c cr ch d des en f fl g gr h in j l m n p pr qu r re s t tr v z ab ac ad al con es ex im per sub',
    ),
    middle: list(
      'a e i o u á é í ó ú ie ue ai au al an ar as el en er es il in ir is ol on or os ul un ur us ad ed id od ud ací añ eñ iñ oñ',
    ),
    end: list(
      'ar er ir ado ada ido ida ando iendo ción sión dad mente oso osa ista ismo able ible ero era aje anza o a os as es e ía ón',
    ),
    names: list('Íñigo Núñez Lucía Peña Ángel Muñoz Begoña Ibáñez Joaquín Gómez'),
  },
  {
    ...latin,
    tag: 'ru',
    share: 0.07,
    common: list(
      'и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой все от так о для ты же год вы человек такой тот или если его бы себя один как другой когда только еще самый знать мочь время говорить наш рука дело во жизнь первый какой сказать очень со день сам её раз второй новый под более стать мой глаз тут без много над после чем слово дом надо вопрос работа даже друг место каждый хорошо видеть большой между тогда теперь здесь между',
    ),
    begin: list(
      'б в г д ж з к л м н п р с т ф х ц ч ш вы за на не о об от пере по под при про раз рас с у бес без до из',
    ),
    middle: list(
      'а е и о у я ю ы ё ав ад аз ал ан ар ас ед ел ем ен ер ес ив ид ик им ин ир ит об ов од ол он ор ос от ув ук ул ум ур ус ющ ящ',
    ),
    end: list(
      'ть ет ит ут ют ал ала али ый ая ое ые ого ому ым ых ость ение ание ник ница тель ский ство ка ки ку ой а ы и у е ами ах й',
    ),
    quotes: ['«', '»'],
    names: list('Анна Щукина Фёдор Чижов Юлия Ежова Илья Рябов'),
  },
  {
    ...latin,
    tag: 'ar',
    share: 0.05,
    dir: 'rtl',
    common: list(
      'في من على أن إلى التي عن لا ما هذا هذه مع كان الذي كل بعد غير حتى وهو قد ذلك بين أو كما لم وهي قبل ثم عند إذا لكن أكثر يوم كانت أي منذ هو هي عام خلال حيث تم حول أيضا بعض دون نحو مثل أول فإن لها له وقد إنه مدينة كتاب حياة وقت عمل ناس بلاد تاريخ',
    ),
    begin: list('م ت ي ن ا است ان مت ب ل ك س ش ح ج د ر ع ف ق خ ذ ز ص ض ط ظ غ ه و'),
    middle: list('ا و ي ر ل م ن ع ب د س ق ف ح ج ك ت ش خ ط ص ذ ز ار ال ام ان او اي ير ين ور ون تا نا را'),
    end: list('ة ات ون ين ان ه ها هم نا ي ت ا ر ل م ن د ب ق س ع ية ي ى اء'),
    comma: '، ',
    question: '؟ ',
    quotes: ['«', '»'],
    clitics: ['ال', 'و', 'وال', 'ب', 'لل'],
    names: list('ليلى حداد يوسف منصور سلمى الخطيب عمر ناصر'),
  },
  {
    ...unspaced,
    tag: 'zh',
    share: 0.04,
    common: list(
      '的 了 是 在 我 有 和 不 人 这 中 大 来 上 国 个 到 说 们 为 子 你 地 出 道 也 时 年 得 就 那 要 下 以 生 会 自 着 去 之 过 家 学 对 可 她 里 后 小 么 心 多 天 而 能 好 都 然 没 日 于 起 还 发 成 事 只 作 当 想 看 文 无 开 手 十 用 主 行 方 又 如 前 所 本 见 经 头 面 公 同 三 已 老 从 动 两 长 我们 他们 中国 时间 问题 没有 可以 自己 东京 图书馆',
    ),
    begin: han,
    middle: [''],
    end: ['', '', '', ...han],
    quotes: ['“', '”'],
    names: list('王小明 李红 张伟 陈静'),
  },
  {
    ...unspaced,
    tag: 'ja',
    share: 0.03,
    comma: '、',
    common: list(
      'の に は を た が で て と し れ さ ある いる も する から な こと として い や れる など なっ ない この ため その あっ よう また もの という あり まで られ なる へ か だ これ によって により おり より による ず なり られる において ば なかっ なく しかし について せ だっ できる それ う ので なお のみ でき き つ における および いう さらに でも ら たり 日本 東京 時間 人間 世界 言葉 図書館',
    ),
    begin: [...han.slice(0, 1200), ...characters(0x30a2, 70)],
    middle: ['', '', ...characters(0x304b, 60)],
    end: [...han.slice(400, 900), ...characters(0x3042, 80), ...characters(0x30ab, 60)],
    names: list('佐藤花子 鈴木一郎 高橋 ゆき'),
  },
  {
    ...unspaced,
    tag: 'th',
    share: 0.01,
    comma: ' ',
    stop: ' ',
    question: ' ',
    quotes: ['“', '”'],
    common: list(
      'ที่ และ ใน การ เป็น ของ มี ไม่ ได้ ให้ ว่า จะ กับ คน นี้ ความ ไป มา จาก ก็ แต่ อยู่ หรือ ผู้ นั้น โดย ปี วัน เรา เขา บ้าน เมือง หนังสือ',
    ),
    begin: list(
      'กา ขา คำ งาน จิต ชา ดี ตา ทำ นา บา ปา ผล ฝน พา ฟ้า มา ยา รา ลา วา สา หา อา เก เข เด เต เท เป แก แม โต โร ไก',
    ),
    middle: list('ร ล น ม ก ด บ รา ลา นา มา กา ดา บา ริ ลิ นิ'),
    end: list('น ม ง ก ด บ ย ว า ิ ี ุ ู ะ าน าม าง าก าด าย'),
    names: list('สมชาย มาลี'),
  },
  {
    ...latin,
    tag: 'ko',
    share: 0.02,
    common: list(
      '이 그 저 것 수 등 들 및 더 때 년 한 할 있는 하는 있다 없다 그리고 그러나 사람 시간 세계 나라 한국 말 글 책 우리 그는 위해 대한 통해 모든 다른 같은 또한',
    ),
    begin: characters(0xac00, 380, 28),
    middle: ['', ...characters(0xac04, 380, 28)],
    end: list('이 가 은 는 을 를 에 의 로 와 과 도 만 다 고 며 지 기 서 면 니 요 까지 부터 에서 에게'),
    names: list('김민준 이서연 박지호'),
  },
]
