# Ystafell blether: beth ellir ei wneud yma, pwy sy'n gweld beth, beth mae cymedrolwyr yn ei osod.

room = Help, pwy sy'n gweld beth, a gosodiadau i gymedrolwyr

do-help = Gweld beth y gallaf ei wneud yma
    .title = Beth y gallaf ei wneud yma
do-about = Beth yw Blether
    .title = Beth yw Blether
do-privacy = Pwy sy'n rhedeg hwn, a phwy sy'n gweld beth
    .title = Pwy sy'n gweld beth
do-settings = Gosod yr hyn sy'n berthnasol i bawb yma
    .title = Gosodiadau i bawb yma
    .takes = Munud. Os ydynt yn wag, mae'r ieithoedd a'r gylchfa amser yn aros.
do-here = Dewis yr ieithoedd a siaredir yn uchel yn y lle hwn
    .title = Ieithoedd yn y lle hwn
    .takes = Ychydig eiliadau. Dim wedi'i ddewis: rhai'r gymuned.
do-holiday = Ychwanegu gwyliau neu ddiwrnod hyfforddiant
    .title = Ychwanegu gwyliau
    .takes = Hanner munud. Mae'r hyn a gynlluniwyd yn oedi ar y dyddiau hyn, ac ni chysylltir â neb.
do-holidays = Gweld y gwyliau sydd i ddod
do-cancel-holiday = Tynnu gwyliau
    .title = Tynnu gwyliau
    .takes = Ychydig eiliadau.

ask-room = Am ba ran?
ask-languages = Pa ieithoedd a siaredir yn uchel?
    .hint = Lle mae'r Gymraeg yn un ohonynt, hi sy'n dod gyntaf.
ask-zone = Pa gylchfa amser sydd yma?
    .hint = Teipiwch ddinas i ddod o hyd iddi.
ask-moderators = Pwy arall sy'n cymedroli?
    .hint = Yn ogystal â gweinyddwyr y platfform ei hun.
ask-contact = Pwy sy'n rhedeg hwn, a sut i'w gyrraedd?
    .hint = Enw a chyfeiriad y mae rhywun yn ei ddarllen. Mae pawb yn ei weld.
ask-notice = Ble mae eich hysbysiad preifatrwydd?
    .hint = Cyfeiriad tudalen, https://… yn gyntaf.
ask-name = Beth yw ei enw?
ask-since = Beth yw'r diwrnod cyntaf?
ask-until = Beth yw'r diwrnod olaf?
    .hint = Os yw'n wag, yr un diwrnod hwnnw ydyw.
ask-holiday = Pa wyliau?

help = **Yr hyn y gallwch ei wneud yma.** Dewiswch ran i weld ei gorchmynion. Dim ond chi sy'n gweld atebion Blether i chi.
a-room = **{ $name }**: { $about }
open-room = { $name }
help-room = **{ $name }**: { $about }
command = **{ $name }**: { $about }
in-menu = Yn newislen neges, **{ $name }**: { $about }
about = Llyfr nodiadau cwrtais i bobl ym myd addysg yw **Blether { $version }**. Mae'n eich helpu i gadw'r hyn a ddysgwch a'i rannu pan fynnwch; nid yw'n darllen dim y mae pobl yn ei ysgrifennu at ei gilydd, ac nid yw'n cyfrif, yn gosod mewn trefn nac yn adrodd am neb. Meddalwedd rydd ydyw, wedi'i rhedeg gan bobl y gallwch eu holi.
privacy = **Pwy sy'n gweld beth**
runs = Mae hwn yn cael ei redeg gan { $contact }. Gofynnwch unrhyw beth iddynt, cwynion hefyd.
runs-unsaid = Nid yw'r sawl sy'n rhedeg hwn wedi dweud sut i'w gyrraedd. Gofynnwch i gymedrolwr yma, os gwelwch yn dda.
notice = [Yr hysbysiad preifatrwydd]({ $link })
sees-you = Chi biau'r hyn a gadwch, a osodwch neu a atebwch: dim ond chi sy'n ei weld. Mae pawb yn y lle hwnnw'n gweld yr hyn a rannwch, nes i chi ei dynnu'n ôl.
sees-moderators = Mae cymedrolwyr yn gweld yr hyn a ddywedir yn uchel, fel pawb. Nid oes ganddynt olwg ar bwy sy'n defnyddio Blether, ar gofnodion neb, nac ar ba mor aml.
sees-operator = Cedwir testun preifat wedi'i selio. Y sawl sy'n rhedeg y cyfrifiadur hwn sydd â'r allwedd, a gallai ei agor: dewiswch gymuned rydych yn ymddiried ynddi.
sees-nobody = Nid yw Blether yn darllen eich negeseuon at eich gilydd, ac nid yw'n rhoi dim i neb arall: dim cyflogwr, dim cwmni, dim hysbysebwr.
stays-here = Mae'r cyfan yn aros ar y cyfrifiadur hwn.
passes-through = Mae'r hyn a deipiwch yn mynd trwy'r platfform hwn, sy'n ei gadw yn ôl ei reolau ei hun. Lle i siarad ydyw, nid coffor.
rights = Gallwch fynd â phopeth a gedwir amdanoch, neu ei ddileu, eich hun, unrhyw bryd. Peidiwch byth ag enwi disgybl, os gwelwch yn dda.
settings-kept = **Wedi'i gadw.** Mae hyn yn berthnasol i bawb yma o hyn ymlaen.
here-direct = Mae hyn am le y mae eraill ynddo. Defnyddiwch ef mewn sianel, os gwelwch yn dda.
here-kept = **Wedi'i gadw.** O hyn ymlaen mae hyn yn berthnasol i'r hyn a ddywed Blether yn uchel yn { $place }.
holiday-kept = **Wedi'i gadw: { $name }.** Mae'r hyn a gynlluniwyd yn oedi bryd hynny, oni bai y dywedwyd fel arall.
no-such-holiday = Dewiswch ddiwrnod olaf nad yw cyn y cyntaf, a llai na blwyddyn ar ei ôl, os gwelwch yn dda.
too-many-holidays = Gall cymuned gael { $count } o wyliau, ac mae'r rhain yma eisoes. Tynnwch un yn gyntaf, os gwelwch yn dda.
holidays = { $more ->
    [0] **Y gwyliau sydd i ddod.** Mae'r hyn a gynlluniwyd yn oedi bryd hynny.
   *[other] **Y gwyliau nesaf**; daw { $more } arall ar ôl y rhain. Mae'r hyn a gynlluniwyd yn oedi bryd hynny.
 }
no-holidays = **Nid oes gwyliau'n hysbys yma eto.** Gall cymedrolwyr ychwanegu rhai.
one-day = { $name }: { $on }
some-days = { $name }: { $since } hyd { $until }
cancel-it = Ei dynnu
holiday-cancelled = **Nid yw { $name } yn wyliau mwyach.**

# I bwy bynnag a adawodd Blether i mewn
joined = **Diolch am adael Blether i mewn i { $community }.** Nid yw'n dweud dim ohono'i hun nac yn darllen negeseuon neb. Tri pheth i'w gwneud nesaf, yno a phan fynnwch:
step-settings = **/blether settings**: yr ieithoedd a siaredir, y gylchfa amser, pwy arall sy'n cymedroli, a phwy i'w holi.
step-holiday = **/blether holiday**: eich gwyliau a'ch diwrnodau HMS. Mae'r hyn a drefnwyd yn oedi bryd hynny.
step-help = **/blether help**: yr hyn y gall pobl ei wneud. Y ffordd orau i'w ddangos yw cadw un peth bach a ddysgoch.

help-it = Beth y gallaf ei wneud yma
privacy-it = Pwy sy'n gweld beth
settings-mine = Fy ngosodiadau
export-mine = Mynd â'm data gyda mi
forget-mine = Cael fy anghofio
holiday-it = Ychwanegu gwyliau
holidays-it = Y gwyliau
