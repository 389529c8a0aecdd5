/**
 * The months' names as dates carry them, long and short, in about forty languages; `_` stands for a space. From Unicode's
 * CLDR (https://cldr.unicode.org), with a few short forms that newspapers use. Where languages disagree (`listopad` is
 * November in Polish and Czech, October in Croatian) the larger one is meant.
 */
const NAMES: readonly string[] = [
  'january jan janvier janv januar jänner jän enero ene gennaio gen janeiro januari stycznia styczeń sty ledna ' +
    'leden led januára január января январь янв січня січень січ студзеня студзень сту януари يناير كانون_الثاني ' +
    'جانفي tammikuuta tammikuu tammi ianuarie ian ιανουαρίου ιαν ocak oca gener xaneiro xan urtarrila urt ינואר ' +
    'ינו׳ ژانویهٔ ژانویه जनवरी जन॰ sausio sausis janvāris jaanuar jaan janúar มกราคม ม.ค.',
  'february feb février févr februar febrero febbraio fevereiro fev februari lutego luty lut února únor úno ' +
    'februára február февраля февраль февр лютого лютий лют лютага люты февруари فبراير شباط فيفري helmikuuta ' +
    'helmikuu helmi febr februarie φεβρουαρίου φεβ şubat şub febrer febreiro otsaila ots פברואר פבר׳ فوریهٔ فوریه ' +
    'फ़रवरी फ़र॰ vasario vasaris februāris veebruar veebr febrúar fevr กุมภาพันธ์ ก.พ.',
  'march mar mars märz mär marzo março maart mrt marca marzec marts března březen bře marec марта март мар ' +
    'березня березень бер сакавіка сакавік сак mart مارس آذار maaliskuuta maaliskuu maalis március márc martie ' +
    'μαρτίου μαρ març martxoa maret מרץ मार्च kovo kovas märts มีนาคม มี.ค.',
  'april apr avril avr abril abr aprile kwietnia kwiecień kwi dubna duben dub apríla apríl апреля апрель апр ' +
    'квітня квітень квіт красавіка красавік кра април أبريل نيسان أفريل huhtikuuta huhtikuu huhti április ápr ' +
    'aprilie απριλίου απρ nisan nis apirila api אפריל אפר׳ آوریل अप्रैल balandžio balandis aprīlis aprill เมษายน เม.ย.',
  'may mai mayo maggio mag maio mei maja maj května květen kvě mája máj мая май травня травень трав مايو أيار ' +
    'ماي toukokuuta toukokuu touko május μαΐου μαΐ mayıs maig maiatza מאי مهٔ مه मई gegužės gegužė maijs maí พฤษภาคม พ.ค.',
  'june jun juin juni junio giugno giu junho czerwca czerwiec cze června červen čvn júna jún июня июнь июн ' +
    'червня червень черв чэрвеня чэрвень чэр юни يونيو حزيران جوان kesäkuuta kesäkuu kesä június iunie iun ' +
    'ιουνίου ιουν haziran haz juny xuño ekaina eka יוני ژوئن जून birželio birželis jūnijs jūn juuni junij júní มิถุนายน มิ.ย.',
  'july jul juillet juil juli julio luglio lug julho lipca lipiec lip července červenec čvc júla júl июля июль ' +
    'июл липня липень лип ліпеня ліпень ліп юли يوليو تموز جويلية يوليوز heinäkuuta heinäkuu heinä július iulie ' +
    'iul ιουλίου ιουλ temmuz tem juliol xullo xul uztaila uzt יולי ژوئیهٔ ژوئیه जुलाई जुल॰ liepos liepa jūlijs ' +
    'jūl juuli julij júlí กรกฎาคม ก.ค.',
  'august aug août agosto ago augustus sierpnia sierpień sie augusti srpna srpen srp augusta августа август авг ' +
    'серпня серпень серп жніўня жнівень жні avgust avg أغسطس آب أوت غشت elokuuta elokuu elo augusztus αυγούστου ' +
    'αυγ ağustos ağu agost ag abuztua abu agustus agu אוגוסט אוג׳ اوت अगस्त अग॰ rugpjūčio rugpjūtis augusts ágúst ' +
    'ágú aout สิงหาคม ส.ค.',
  'september sep septembre sept septiembre settembre set setembro września wrzesień wrz září zář septembra ' +
    'сентября сентябрь сент вересня вересень вер верасня верасень септември septembar سبتمبر أيلول شتنبر ' +
    'syyskuuta syyskuu syys szeptember szept septembrie σεπτεμβρίου σεπ eylül eyl setembre iraila ira ספטמבר ספט׳ ' +
    'سپتامبر सितंबर सित॰ rugsėjo rugsėjis septembris กันยายน ก.ย.',
  'october oct octobre oktober okt octubre ottobre ott outubro out października październik paź října říjen říj ' +
    'októbra október октября октябрь окт жовтня жовтень жовт кастрычніка кастрычнік кас октомври oktobar أكتوبر ' +
    'تشرين_الأول lokakuuta lokakuu loka octombrie οκτωβρίου οκτ ekim eki urria urr אוקטובר אוק׳ اکتبر अक्टूबर ' +
    'अक्टू॰ spalio spalis oktobris oktoober ตุลาคม ต.ค.',
  'november nov novembre noviembre novembro listopada listopad lis listopadu novembra ноября ноябрь нояб ' +
    'листопада листопад лист лістапада лістапад ліс ноември novembar نوفمبر تشرين_الثاني نونبر marraskuuta ' +
    'marraskuu marras noiembrie νοεμβρίου νοε kasım kas azaroa aza נובמבר נוב׳ نوامبر नवंबर नव॰ lapkričio ' +
    'lapkritis novembris nóvember nóv พฤศจิกายน พ.ย.',
  'december dec décembre déc dezember dez diciembre dic dicembre dezembro grudnia grudzień gru desember des ' +
    'prosince prosinec pro decembra декабря декабрь дек грудня грудень груд снежня снежань сне декември decembar ' +
    'ديسمبر كانون_الأول دجنبر joulukuuta joulukuu joulu decembrie δεκεμβρίου δεκ aralık ara desembre decembro ' +
    'abendua abe דצמבר דצמ׳ دسامبر दिसंबर दिस॰ gruodžio gruodis decembris detsember dets ธันวาคม ธ.ค.',
]

/** Case, accents, points and marks of direction apart. */
function fold(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}.,'’]/gu, '')
}

let known: Map<string, number> | undefined

/** The month of a name, 1 to 12; null where it is none. */
export function monthOf(name: string): number | null {
  known ??= new Map(
    NAMES.flatMap((names, index) => names.split(' ').map((each) => [fold(each.replace('_', ' ')), index + 1] as const)),
  )
  return known.get(fold(name.trim())) ?? null
}
