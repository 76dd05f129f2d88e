# Ystafell discuss: un sgwrs, yn fyw ac yn araf.

room = Trafod gyda'n gilydd: awr fyw, wythnos araf, neu'r ddwy mewn un edefyn

do-start = Dechrau trafodaeth yma: ei gweld yn gyntaf, yna ei chynllunio
    .title = Dechrau trafodaeth
    .takes = Munud. Does dim yn cael ei gynllunio cyn i chi ei weld.
do-shape = Newid y cwestiynau a'r cyflymder
    .title = Cwestiynau a chyflymder
    .takes = Dwy funud. Mae beth bynnag nad ydych yn ei newid yn aros.
do-plan = Cynllunio'r hyn a ddangoswyd
    .title = Cynllunio trafodaeth
    .takes = Ychydig eiliadau.
do-limit = Dweud pwy gaiff ddechrau trafodaeth yma
    .title = Pwy gaiff ddechrau trafodaeth?
    .takes = Ychydig eiliadau.
do-list = Gweld y trafodaethau sy'n mynd ymlaen yma
do-show = Gweld beth sy'n dod pryd mewn trafodaeth, a sut i gymryd rhan
    .title = Trafodaeth
    .takes = Ychydig eiliadau.
do-join = Cymryd rhan mewn trafodaeth
    .title = Cymryd rhan
    .takes = Ychydig eiliadau.
do-leave = Peidio â chymryd rhan mewn trafodaeth mwyach
    .title = Peidio â chymryd rhan mwyach
    .takes = Ychydig eiliadau.
do-next = Dechrau cam nesaf trafodaeth rwy'n ei harwain
    .title = Dechrau'r cam nesaf
    .takes = Ychydig eiliadau.
do-more-time = Rhoi mwy o amser i'r hyn sy'n cael ei drafod nawr
    .title = Rhoi mwy o amser
    .takes = Ychydig eiliadau.
do-pause = Oedi trafodaeth rwy'n ei harwain
    .title = Oedi trafodaeth
    .takes = Ychydig eiliadau.
do-go-on = Parhau â thrafodaeth a oedais
    .title = Parhau
    .takes = Ychydig eiliadau.
do-close = Cau trafodaeth rwy'n ei harwain cyn ei hamser
    .title = Cau trafodaeth
    .takes = Ychydig eiliadau. Gofynnir i chi unwaith eto.
do-hand-over = Trosglwyddo trafodaeth rwy'n ei harwain i rywun arall
    .title = Ei throsglwyddo
    .takes = Ychydig eiliadau.
do-handed = Clywed mai fi sydd i arwain trafodaeth
    .title = Chi biau trafodaeth
    .takes = Ychydig eiliadau.
do-take-on = Arwain trafodaeth nad oes neb yn ei harwain mwyach
    .title = Ei harwain
    .takes = Ychydig eiliadau.
do-note = Ychwanegu at gofnod trafodaeth, yn fy ngeiriau fy hun
    .title = Ychwanegu at y cofnod
    .menu = Ychwanegu at y cofnod
    .takes = Munud. Gall pawb sy'n gallu darllen y drafodaeth ddarllen hyn.
do-take-notes = Cymryd nodiadau o'r hyn a ddywedir mewn trafodaeth
    .title = Cymryd y nodiadau
    .takes = Ychydig eiliadau. Pan ddaw'r rhan fyw i ben, gofynnir i chi amdanynt.
do-write-up = Rhoi'r nodiadau o'r hyn a ddywedwyd ar gofnod
    .title = Rhoi'r nodiadau ar gofnod
    .takes = Pum munud. Daw pob llinell yn nodyn ei hun, heb enw.
do-spoken = Cael cais am y nodiadau o'r hyn a ddywedwyd
    .title = Cael cais am y nodiadau
    .takes = Ychydig eiliadau.
do-unnote = Tynnu fy ngeiriau o'r cofnod
do-record = Darllen cofnod trafodaeth
    .title = Darllen y cofnod
    .takes = Cyhyd ag y mynnwch.
do-remind = Cael fy atgoffa o drafodaeth
    .title = Cael fy atgoffa
    .takes = Ychydig eiliadau.
do-begin = Dweud cam
    .title = Dweud cam
    .takes = Ychydig eiliadau.

ask-protocol = Sut y dylai fynd?
    .hint = Mae pob un yn ffeil y gall addysgwyr ei newid.
ask-topic = Am beth mae hi?
    .hint = Un llinell: cwestiwn, papur, dolen.
ask-when = Pryd mae'n dechrau?
    .hint = Dydd ac amser yma, fel 2026-12-03 20:00. Wedi'i adael yn wag: nawr.
ask-way = Yn fyw, yn araf, neu'r ddau?
    .hint = Wedi'i adael yn wag: fel sy'n arferol iddi.
ask-voice = Oes galwad hefyd? Ei dolen
    .hint = I bwy bynnag sy'n hoffi siarad. Wedi'i adael yn wag: mewn testun yn unig.
ask-questions = Y cwestiynau, un ar bob llinell
    .hint = Deuddeg ar y mwyaf. Ysgrifennwch rai eich hun, neu gadewch yr hyn sydd yno.
ask-minutes = Munudau i bob cwestiwn, yn fyw
ask-days = Dyddiau gwaith i bob cwestiwn, yn araf
ask-where = Ble?
ask-starters = Pwy gaiff ddechrau un?
ask-discussion = Pa drafodaeth?
ask-remind = Fy atgoffa unwaith
    .hint = Un neges ar y mwyaf, pan fyddwch yn gweithio.
ask-more = Faint o funudau (byw) neu ddyddiau (araf)?
ask-sure = Ydych chi'n siŵr?
ask-whom = I bwy?
ask-by = Gan bwy?
ask-which = Pa drafodaeth?
ask-words = Beth ddylid ei gofio?
    .hint = Eich geiriau chi. Gall eraill eu darllen.
ask-question = Ateb i ba gwestiwn?
    .hint = Ei rif. Wedi'i adael yn wag: i'r cyfan.
ask-named = Gyda fy enw?
    .hint = Wedi'i adael yn wag: hebddo.
ask-sought = Geiriau i chwilio amdanynt
ask-after = Ar ôl sawl cam
ask-page = Tudalen

table-topic = Trafodaethau a gynlluniais
table-joined = Trafodaethau rwy'n cymryd rhan ynddynt
table-note = Yr hyn a roddais ar gofnod
column-asked = Fy atgoffa unwaith
column-signed = Gyda fy enw
column-kept = Cadwyd
column-link = Y neges o'm heiddo y daeth ohoni

yes = Ie
way-live = Yn fyw: ar un adeg, gyda'n gilydd
way-slow = Yn araf: dros rai dyddiau, pan fydd yn gyfleus
way-live-first = Y ddau: awr fyw yn gyntaf, yna rhai dyddiau
way-live-last = Y ddau: rhai dyddiau yn gyntaf, yna awr fyw
starters-everybody = Pawb
starters-moderators = Cymedrolwyr yn unig
offered = { $on }: { $topic }
gone = Protocol nad yw yma mwyach
goes-on = Mae'n mynd ymlaen.

preview = **{ $name }**, yn { $place }. Does dim wedi'i gynllunio eto.
begins = Mae'n dechrau { $at }.
begins-now = Mae'n dechrau cyn gynted ag y byddwch yn ei chynllunio ({ $at }).
ends = Mae'n gorffen { $at }.
who = { $who }
not-that-way = Nid yw **{ $name }** yn cael ei chynnal felly. Gellir ei chynnal fel hyn:
how-many-questions = Mae angen un cwestiwn o leiaf, a { $most } ar y mwyaf.
over-already = Mae'r amser hwnnw wedi bod yn barod.
start-where = Cynhelir trafodaeth lle mae eraill. Dechreuwch hi mewn sianel, os gwelwch yn dda.
moderators-start = Yma mae cymedrolwyr yn dechrau trafodaethau. Gofynnwch i un ohonynt; byddant yn falch i chi wneud.
enough-led = Rydych yn arwain { $most } o drafodaethau yn barod. Caewch un ohonynt yn gyntaf, os gwelwch yn dda.
planned = **Wedi'i chynllunio**, ac wedi'i chyhoeddi yn { $place }. Chi sy'n ei harwain: mae'n mynd yn ei blaen ei hun, a gallwch newid ei chyflymder unrhyw bryd.
limited = **O hyn ymlaen gall trafodaethau gael eu dechrau gan:** { $who }.

announced = **Trafodaeth**, o { $at } ymlaen: { $name }. { $who } sy'n arwain.
question = **C{ $number }** { $ask }
question-own = **C{ $number }**
how-text = **Yn fyw, mewn testun:** yma yn yr edefyn, { $since } tan { $until }.
how-voice = **Yn fyw, drwy lais:** yn [yr alwad hon]({ $link }). Mae pwy bynnag sy'n cymryd nodiadau yn eu rhoi ar gofnod.
how-later = **Yn eich amser eich hun:** yn yr edefyn, ar unrhyw ddiwrnod tan { $until }. Does neb yn dod ar ôl y lleill.
how-after = **Wedyn:** mae'r edefyn a'r cofnod yn aros ar agor.
how-reading = Mae **darllen yn unig** yn gymryd rhan hefyd. Does neb yn cyfrif darllenwyr.
says = { $say }
back = Rydym yn ôl, ac yn mynd ymlaen o'r fan hon.

stands-going = **{ $name }**, yn { $place }
stands-paused = **{ $name }**, yn { $place }: wedi'i hoedi am y tro
stands-closed = **{ $name }**, yn { $place }: wedi'i chau; mae ei chofnod yn aros ar agor
at-question = { $at }: cwestiwn { $number }
at-stage = { $at }: rhwng y cwestiynau
at-end = { $at }: y diwedd
replies = { $count ->
    [zero] Dim atebion yn yr edefyn hyd yn hyn.
    [one] Un ateb yn yr edefyn hyd yn hyn.
    [two] { $count } ateb yn yr edefyn hyd yn hyn.
    [few] { $count } ateb yn yr edefyn hyd yn hyn.
    [many] { $count } ateb yn yr edefyn hyd yn hyn.
   *[other] { $count } ateb yn yr edefyn hyd yn hyn.
 }
went-on = **Mae'r cam nesaf wedi dechrau.** Mae'r hyn sy'n dilyn yn cadw ei amser.
more-minutes = { $count ->
    [one] **Un funud yn fwy.**
    [two] **{ $count } funud yn fwy.**
   *[other] **{ $count } munud yn fwy.**
 }
more-days = { $count ->
    [one] **Un diwrnod gwaith yn fwy.**
    [two] **{ $count } ddiwrnod gwaith yn fwy.**
   *[other] **{ $count } diwrnod gwaith yn fwy.**
 }
paused = **Wedi'i hoedi** nes i chi fynd ymlaen. Yna mae'r hyn sydd i ddod yn symud cyhyd â hynny.
resumed = **Mae'n mynd ymlaen.**
close-sure = Ei chau nawr? Dywedir ei geiriau olaf yn yr edefyn; mae'r cofnod yn aros ar agor.
closed = **Wedi'i chau.** Diolch am ei harwain.
closed-already = Mae'r drafodaeth hon wedi'i chau. Gellir darllen ei chofnod o hyd, ac ychwanegu ato.
handed-over = **Wedi'i throsglwyddo** i { $who }, sy'n cael gwybod.
handed = Trosglwyddodd { $who } drafodaeth i chi: **{ $name }**. Mae'n mynd yn ei blaen ei hun; gallwch newid ei chyflymder.
taken-on = **Chi sy'n ei harwain nawr.** Mae'n mynd yn ei blaen ei hun; gallwch newid ei chyflymder.
somebody-leads = Mae { $who } yn arwain y drafodaeth hon, a gall ei throsglwyddo.

list = **Trafodaethau yma**, a'r rhai rydych yn cymryd rhan ynddynt
list-empty = Does dim trafodaeth yn mynd ymlaen yma. Gall unrhyw un ddechrau un.
line = { $name }. Nesaf: { $at }
line-over = { $name }, o { $on } ymlaen
joined = **Rydych yn cymryd rhan.** Atebwch yn yr edefyn pryd bynnag y mynnwch, neu rhowch rywbeth ar gofnod.
joined-remind = **Rydych yn cymryd rhan**, ac fe'ch atgoffir unwaith, pan fyddwch yn gweithio.
left = **Iawn.** Gallwch ddarllen o hyd, a dod yn ôl unrhyw bryd.
reminded = **Gofynnoch am gael eich atgoffa:** mae trafodaeth yn mynd ymlaen yn { $place }. Mae un llinell yn ddigon, ac felly hefyd darllen.

not-your-message = Dim ond eich geiriau eich hun sy'n mynd ar gofnod, gennych chi eich hun. Neges rhywun arall yw hon.
noted = **Ar gofnod**, heb eich enw.
noted-named = **Ar gofnod**, gyda'ch enw.
unnoted = **Wedi'i dynnu o'r cofnod.**
take-notes-it = Fi sy'n cymryd y nodiadau
write-up-it = Rhoi'r nodiadau ar gofnod
notes-by = Cymerir **nodiadau** o'r hyn a ddywedir gan { $who }.
you-note = **Chi sy'n cymryd y nodiadau.** Pan ddaw'r rhan fyw i ben gofynnir i chi amdanynt: mewn pwyntiau, heb ddweud pwy ddywedodd beth.
somebody-notes = Mae { $who } yn cymryd nodiadau'r drafodaeth hon, ac yn eu rhoi ar gofnod.
take-notes-first = Mae pwy bynnag sy'n cymryd y nodiadau yn eu rhoi ar gofnod. Hoffech chi wneud?
notes-wanted = **Mae'r rhan fyw ar ben**: { $name }. Mae eich nodiadau yn mynd ar gofnod, un pwynt ar bob llinell.
written-up = { $count ->
    [one] **Ar gofnod:** un pwynt, heb eich enw.
    [two] **Ar gofnod:** dau bwynt, heb eich enw.
    [few] **Ar gofnod:** { $count } phwynt, heb eich enw.
    [many] **Ar gofnod:** { $count } phwynt, heb eich enw.
   *[other] **Ar gofnod:** { $count } pwynt, heb eich enw.
 }
enough-notes = Rhoddoch { $most } o nodiadau ar gofnod yma yn barod. Tynnwch un allan yn gyntaf, os gwelwch yn dda.
record = **Y cofnod**: { $name }
record-empty = **Does dim ar gofnod eto**: { $name }
note = Rhywun:
note-of = { $who }:
note-answer = I C{ $number }, rhywun:
note-of-answer = I C{ $number }, { $who }:
not-here = Nid yw'r drafodaeth hon yno mwyach.
said = Dywedwyd.

plan-it = Ei chynllunio
shape-it = Newid y cwestiynau a'r cyflymder
join-it = Cymryd rhan
leave-it = Peidio â chymryd rhan mwyach
remind-it = Fy atgoffa unwaith
times-it = Beth sy'n dod pryd?
show-it = Edrych arni
next-it = Dechrau'r cam nesaf
pause-it = Oedi
go-on-it = Mynd ymlaen
more-it = Mwy o amser
close-it = Ei chau
close-yes = Ie, ei chau
take-on-it = Ei harwain
hand-over-it = Ei throsglwyddo
note-it = Ychwanegu at y cofnod
unnote-it = Ei dynnu allan eto
record-it = Darllen y cofnod
back-page = Tudalen flaenorol
next-page = Tudalen nesaf

do-summary = Crynhoi trafodaeth rwy'n ei harwain: o'i chofnod, i mi ei orffen
    .title = Ei chrynhoi
    .takes = Deng munud. Mae drafft o'r cofnod yno yn barod.
do-publish = Postio crynodeb
    .title = Postio crynodeb
    .takes = Ychydig eiliadau.
do-correct = Awgrymu cywiriad
    .title = Awgrymu cywiriad
    .takes = Munud. Dim ond pwy arweiniodd y drafodaeth sy'n ei ddarllen.
do-corrected = Darllen cywiriad
    .title = Darllen cywiriad
    .takes = Ychydig eiliadau.
do-closing = Clywed bod trafodaeth ar ben
    .title = Clywed ei bod ar ben
    .takes = Ychydig eiliadau.
do-export = Mynd â thrafodaeth a'i chofnod gyda mi, i'w darllen neu ei hargraffu
    .title = Mynd â hi
    .takes = Ychydig eiliadau.
ask-summary = Y crynodeb
    .hint = Gorffennwch y drafft yn eich geiriau eich hun.
ask-correction = Beth fyddech chi'n ei gywiro?
table-summary = Crynodebau a ysgrifennais
table-correction = Cywiriadau a awgrymais
column-state = Sut mae'n sefyll
column-until = Gwahoddir cywiriadau tan
summary-invited = **Yn yr edefyn nawr.** Gwahoddir cywiriadau tan { $until }; yna caiff ei bostio lle cyhoeddwyd y drafodaeth.
summary-posted = **Wedi'i newid**, yn yr edefyn a lle cafodd ei bostio.
summary-draft = **Crynodeb, i'w gywiro** tan { $until }. Beth sydd ddim yn iawn, neu'n brin?
summary-of = **Beth ddaeth ohoni**: { $name }, { $on }
about = Roedd hi'n ymwneud â:
correction-sent = **Anfonwyd** at bwy arweiniodd y drafodaeth. Diolch.
correction = Byddai { $who } yn cywiro'r crynodeb:
nobody-leads = Does neb yn arwain y drafodaeth hon mwyach, felly ni allai neb ddarllen hynny.
over = **Mae ar ben**: { $name }. Diolch am ei harwain. Mae drafft o'r cofnod yn aros i chi ei orffen.
exported = **Dyma hi**, i'w darllen a'i hargraffu: am beth oedd hi, ei chrynodeb unwaith y caiff ei bostio, a'i chofnod.
to-question = C{ $number } { $ask }
to-whole = Am y cyfan
somebody = Rhywun
held = { $name }, { $on }
paper-summary = Crynodeb
paper-record = Ar gofnod
paper-foot = Cedwir gyda Blether: yng ngeiriau pobl eu hunain, gyda'u henwau lle dymunent.
summary-it = Ei chrynhoi
correct-it = Awgrymu cywiriad
export-it = Mynd â hi

do-find = Dod o hyd i drafodaethau eto, yn ôl eu geiriau
    .title = Dod o hyd i drafodaeth
    .takes = Ychydig eiliadau.
do-keep = Cadw fy ngeiriau yn fy log fy hun hefyd
earlier = Roedd rhywbeth tebyg o'r blaen. Edrychwch yn gyntaf, os hoffech chi:
found = **Cafwyd hyd i**, y diweddaraf yn gyntaf:
found-none = Does dim a drafodwyd yma yn cynnwys y geiriau hyn.
keep-it = Ei gadw yn fy log hefyd
kept-too = **Yn eich log hefyd**, i chi yn unig, gyda'r hyn yr oedd yn ymwneud ag ef. Os hoffech, gofynnir i chi ymhen tair wythnos ysgol beth roesoch gynnig arno.

occasion-title = Trafodaeth fyw: { $topic }
occasion-thread = Yn yr edefyn yma
occasion-call = Yn yr edefyn yma, ac mewn [galwad]({ $link })
do-waits = Clywed bod trafodaeth yn aros amdanaf
    .title = Mae'n aros amdanoch
    .takes = Ychydig eiliadau.
waits = Mae **{ $name }** yn aros amdanoch: mae'r cam nesaf yn dechrau pan bwyswch.
