# Ystafell my: yr hyn rwyf wedi'i osod, yr hyn a gedwir amdanaf.

room = Fy ngosodiadau a'm data: eu gweld, eu newid, mynd â nhw neu eu dileu

do-settings = Gweld yr hyn rwyf wedi'i osod, a'i newid
    .title = Fy ngosodiadau
do-hours = Gosod fy iaith, fy nyddiau gwaith a'm horiau tawel
    .title = Pryd a sut i'm cyrraedd
    .takes = Hanner munud. Os yw'n wag, mae fel i bawb.
do-profile = Dweud beth rwy'n ei wneud, ei gynnig a'i geisio
    .title = Amdanaf i
    .takes = Munud. Dim ond chi sy'n ei weld nes i chi ymuno â rhywbeth sy'n gofyn amdano.
do-export = Mynd â phopeth a gedwir amdanaf yma
    .title = Mynd â'm data
do-forget = Dileu popeth a gedwir amdanaf yma, am byth
    .title = Cael fy anghofio

ask-language = Ym mha iaith y dylai Blether siarad?
ask-days = Ar ba ddyddiau rydych chi'n gweithio?
ask-quiet_since = O bryd y dylai fod yn dawel?
    .hint = Amser o'r dydd, fel 18:00.
ask-quiet_until = Tan bryd y dylai fod yn dawel?
    .hint = Amser o'r dydd, fel 7:30.
ask-zone = Ym mha gylchfa amser rydych chi?
    .hint = Teipiwch ddinas i ddod o hyd iddi.
ask-job = Beth yw eich gwaith?
ask-phases = Gyda phwy rydych chi'n gweithio?
ask-interests = Beth sydd o ddiddordeb i chi?
ask-offers = Beth allech chi ei gynnig i gydweithiwr?
    .hint = Syniad, awr, ymweliad, clust i wrando.
ask-seeks = Beth rydych chi'n chwilio amdano?
ask-sure = Ydych chi'n siŵr?

column-remote = Eich dynodydd ar y platfform hwn
column-name = Eich enw yma
column-met = Gwelwyd gyntaf
column-moderator = Yn cymedroli yma
column-left = Gadawyd ar

job-teacher = Athro neu athrawes
job-new = Newydd i addysgu: myfyriwr, newydd gymhwyso, prawf
job-support = Staff cymorth
job-leader = Pennaeth neu arweinydd
job-coordinator = Rwy'n gofalu am ddysgu proffesiynol
job-partner = Partner o brifysgol neu o rywle arall
job-otherwise = Rhywbeth arall
phase-early = Blynyddoedd cynnar
phase-primary = Cynradd
phase-secondary = Uwchradd
phase-special = Anghenion ychwanegol: ADY, ASN, SEND
phase-further = Addysg bellach a dysgu seiliedig ar waith
phase-higher = Addysg uwch ac addysg athrawon
phase-community = Gwaith ieuenctid, oedolion a chymuned
day-1 = Dydd Llun
day-2 = Dydd Mawrth
day-3 = Dydd Mercher
day-4 = Dydd Iau
day-5 = Dydd Gwener
day-6 = Dydd Sadwrn
day-7 = Dydd Sul
sure-yes = Ydw

settings = **Yr hyn rydych wedi'i osod yma.** Dim ond chi sy'n gweld hwn.
has-language = Iaith: { $language }
has-zone = Cylchfa amser: { $zone }
has-days = Dyddiau gwaith: { $days }
has-quiet = Tawel o { $since } tan { $until }: mae'r hyn a fyddai'n eich cyrraedd bryd hynny'n aros.
has-job = Eich gwaith: { $job }
has-phases = Gyda phwy: { $phases }
changed = **Wedi'i gadw.**
export = **Dyma bopeth a gedwir amdanoch yma**, unwaith i'w ddarllen ac unwaith i beiriannau. Nid yw Blether yn cadw copi o'r ffeiliau hyn.
export-title = Yr hyn mae Blether yn ei gadw amdanaf: { $community }
export-rest = Mae'r ffeil arall, i beiriannau, hefyd yn cynnwys yr hyn mae Blether yn ei gadw er mwyn i fotymau a negeseuon weithio.
forget-sure = **Dileu popeth a gedwir amdanoch yma?** Bydd eich cofnodion, eich gosodiadau a'ch drafftiau wedi mynd am byth, bydd yr hyn a rannoch yn cael ei dynnu'n ôl, ac ni ddywedir wrth neb. Mae'n cymryd ychydig eiliadau. Efallai yr hoffech fynd â'ch data gyda chi yn gyntaf.
forgotten = **Dyna ni: rydych wedi'ch anghofio yma.** Mae'r hyn a rannoch yn cael ei dynnu'n ôl nawr. Os defnyddiwch Blether eto rywbryd, bydd yn eich cyfarch fel rhywun newydd.

hours-it = Pryd a sut i'm cyrraedd
profile-it = Amdanaf i
export-it = Mynd â'm data gyda mi
forget-it = Cael fy anghofio
forget-yes = Ie, dileu popeth
see-them = Fy ngosodiadau
