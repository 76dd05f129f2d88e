# Ystafell learn: cadw'r hyn a ddysgais.

room = Cadw'r hyn a ddysgais, ychwanegu beth newidiodd, ei rannu os dymunaf

do-log = Cadw rhywbeth a ddysgais
    .title = Cadw rhywbeth a ddysgais
    .menu = Dysgais o hyn
    .takes = Tua munud. Mae un llinell yn gofnod cyfan.
do-list = Dod o hyd i'r hyn rwyf wedi'i gadw
    .title = Dod o hyd i'r hyn rwyf wedi'i gadw
do-year = Gweld yr hyn rwyf wedi'i gadw dros flwyddyn ysgol
do-show = Darllen un o'm cofnodion
    .title = Darllen cofnod
    .takes = Ychydig eiliadau.
do-edit = Newid un o'm cofnodion
    .title = Newid cofnod
    .takes = Tua munud.
do-add = Ychwanegu'r hyn a ddaeth ohono: beth newidiodd, a sut rwy'n gwybod
    .title = Beth ddaeth ohono?
    .takes = Dwy funud, neu faint bynnag a fynnwch. Gall pob maes aros yn wag.
do-share = Rhannu un o'm cofnodion yma
    .title = Rhannu cofnod yma
    .takes = Ychydig eiliadau. Dim ond yr hyn a ddysgoch sy'n cael ei ddangos, dim byd arall.
do-withdraw = Tynnu'n ôl gofnod a rannais
    .title = Tynnu cofnod yn ôl
    .takes = Ychydig eiliadau.
do-delete = Dileu un o'm cofnodion am byth
    .title = Dileu cofnod
    .takes = Ychydig eiliadau. Gofynnir i chi unwaith eto.
do-ask-later = Gofyn i mi beth newidiodd un o'm cofnodion, ar ôl rhai wythnosau ysgol
    .title = Gofyn i mi beth newidiodd
    .takes = Ychydig eiliadau. Gallwch ei atal ag un clic.
do-stop-asking = Peidio â gofyn i mi beth newidiodd un o'm cofnodion
    .title = Peidio â gofyn am gofnod
    .takes = Ychydig eiliadau.
do-stop-asking-all = Peidio â gofyn i mi beth newidiodd yr un o'm cofnodion

ask-what = Beth ddysgoch chi?
    .hint = Mae un llinell yn ddigon.
ask-kind = Pa fath o ddysgu oedd e?
    .hint = Mae pob math yn cyfrif yr un fath.
ask-formality = I ba raddau roedd e wedi'i gynllunio?
ask-minutes = Faint o amser gymerodd e?
    .hint = Dim ond os dymunwch. Munudau, neu 1h30.
ask-on = Pryd?
    .hint = Os yw'n wag: heddiw.
ask-why = Pam roedd e'n bwysig i chi?
    .hint = Angen, nod, cwestiwn.
ask-standards = Pa safonau mae'n eu cyffwrdd?
    .hint = Cymorth i fyfyrio, byth yn rhestr wirio.
ask-entry = Pa gofnod?
ask-words = Geiriau i chwilio amdanynt
ask-since = O ba ddiwrnod
ask-until = Hyd at ba ddiwrnod
ask-page = Tudalen
ask-back = Sawl blwyddyn ysgol yn ôl?
    .hint = 0 yw'r flwyddyn hon.
ask-sure = Ydych chi'n siŵr?
ask-reflection = Myfyrdod
    .hint = Beth sy'n aros gyda chi?
ask-thinking = Beth newidiodd yn fy meddwl
ask-practice = Beth newidiodd yn fy arfer
ask-learners = Beth newidiodd i ddysgwyr neu gydweithwyr
    .hint = Grwpiau yn unig, byth un disgybl.
ask-evidence = Sut rwy'n gwybod?
    .hint = Disgrifiwch ef neu dywedwch ble mae. Dim gwaith disgyblion.
ask-next_step = Y cam nesaf

column-kept = Cadwyd
column-link = Y neges y daeth ohoni
column-author = Pwy ysgrifennodd y neges honno
column-shared = Rhannwyd
column-counted = Cyfrif yr wythnosau o
column-weeks = Gofynnir nesaf ar ôl hyn o wythnosau ysgol
column-at = Ni ofynnir cyn
column-asked = Gofynnwyd ddiwethaf
column-wakes = Ni ofynnir eto cyn
table-entry = Yr hyn rwyf wedi'i gadw
table-question = Yr hyn y gofynnir i mi amdano eto
table-pace = Pa mor aml y gofynnir i mi

kept = **Wedi'i gadw**, i chi yn unig: { $kind }, { $on }.
none-yet = Nid oes dim wedi'i gadw yma eto. Mae un llinell am rywbeth a ddysgoch yn ddigon.
none-found = Nid oes dim a gadwyd yn cyfateb i hynny.
list = **Yr hyn rwyf wedi'i gadw**, tudalen { $page }
year = **Yr hyn rwyf wedi'i gadw**, { $since } hyd { $until }: dot am bob cofnod, ar ei ddiwrnod. Nid yw popeth a ddysgir yn cael ei ysgrifennu.
year-alt = Dot am bob cofnod.
year-row = { $label }: { $count }.
year-none = Does dim wedi'i gadw o { $since } hyd { $until }. Mae un llinell am rywbeth a ddysgoch yn ddigon.
line = { $on }: { $kind }
entry = **{ $on }**: { $kind }. { $formality }.
entry-minutes = **{ $on }**: { $kind }. { $formality }. { $minutes ->
    [zero] { $minutes } munud.
    [one] { $minutes } munud.
    [two] { $minutes } funud.
    [few] { $minutes } munud.
    [many] { $minutes } munud.
   *[other] { $minutes } munud.
 }
confirmed = { $name } ({ $pack })
unconfirmed = { $name } ({ $pack }; enw i'w gadarnhau)
standard = Safon: { $name }
from = O'r [neges hon]({ $link })
from-them = O'r [neges hon]({ $link }) gan { $who }
offered = { $on }: { $what }
changed = **Wedi'i newid.**
changed-shared = **Wedi'i newid**, i chi. Mae'r hyn a rannoch yn darllen fel o'r blaen o hyd: rhannwch ef eto i'w newid yno.
shared = Dysgodd { $who } rywbeth gwerth ei rannu: { $kind }.
share-done = **Wedi'i rannu yma.** Mae pobl yn gweld yr hyn a ddysgoch; mae gweddill y cofnod yn aros i chi yn unig. Gallwch ei dynnu'n ôl.
share-where = Mae cofnod yn cael ei rannu lle mae pobl eraill. Defnyddiwch hwn mewn sianel, os gwelwch yn dda.
not-shared = Nid yw'r cofnod hwn wedi'i rannu, felly nid oes dim i'w dynnu'n ôl.
withdrawn = Tynnodd { $who } yn ôl yr hyn a rannwyd yma.
withdraw-done = **Wedi'i dynnu'n ôl.** Lle roedd e, dim ond dweud eich bod wedi'i dynnu'n ôl y mae nawr.
delete-sure = Dileu'r cofnod hwn am byth? Os cafodd ei rannu, bydd yn cael ei dynnu'n ôl hefyd.
delete-done = **Wedi'i ddileu.**
asking = **Gofynnir i chi beth newidiodd**, ar ôl 3, 6 a 12 wythnos ysgol ac ar ôl dau dymor; y tro nesaf o { $on } ymlaen. Un cwestiwn o'r fath yr wythnos ar y mwyaf, a gallwch adael unrhyw un ohonynt.
asking-over = Roedd hyn fwy na dau dymor yn ôl, felly nid oes dim ar ôl i'w ofyn amdano. Gallwch ychwanegu ato pryd bynnag y mynnwch.
asked = **Beth newidiodd?** { $on }: { $kind }.
question = { $question }
no-question = Nid oes dim i'w ofyn ar hyn o bryd.
not-now = Popeth yn iawn. Nid oes dim yn cael ei gadw am hynny, a gallwch ychwanegu at y cofnod pryd bynnag y mynnwch.
stopped = **Ni ofynnir i chi am hyn.**
stopped-all = **Ni ofynnir i chi beth newidiodd eich cofnodion.** Gallwch ei droi ymlaen eto ar gyfer pob un ohonynt.

log-it = Cadw rhywbeth
add-more = Ychwanegu beth ddaeth ohono
edit-it = Ei newid
share-it = Ei rannu yma
withdraw-it = Ei dynnu'n ôl
show-it = Ei ddarllen
delete-it = Ei ddileu
delete-yes = Ie, ei ddileu
sure-yes = Ie
to-list = Yr hyn rwyf wedi'i gadw
year-before = Y flwyddyn ysgol flaenorol
year-after = Y flwyddyn ysgol nesaf
year-words = Eu darllen
newer = Mwy newydd
older = Hŷn
back = Y dudalen flaenorol
onward = Y dudalen nesaf
ask-later-it = Gofyn i mi beth newidiodd
answer-it = Ychwanegu ato
not-now-it = Nid nawr
stop-it = Peidio â gofyn am hyn
stop-all = Peidio â gofyn am ddim
