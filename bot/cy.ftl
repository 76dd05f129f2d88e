# Brawddegau'r tŷ ei hun. `language.state` = `draft` nes i siaradwr rhugl gymeradwyo'r iaith hon
# ym mhob rhan o'r prosiect: dyma'r unig fan lle dywedir hynny.
language = Cymraeg
    .state = draft

# Y cyswllt cyntaf: beth yw hwn, beth mae'n ei gadw, ac un cwestiwn
hello = **Helo! Mae Blether yn helpu pobl ym myd addysg i gadw'r hyn maen nhw'n ei ddysgu yma ac, os dymunant, ei rannu.** Mae'n cadw eich enw, yr hyn a rowch iddo a'r hyn a osodwch; mae'r hyn a gadwch wedi'i selio ac yn eiddo i chi yn unig nes i chi ei rannu, a gallwch fynd ag ef neu ei ddileu i gyd unrhyw bryd. Pa iaith y siaradwn ni?
speak = { $language }
speak-all = Y ddwy

# Atebion y drws
out-of-date = Mae hwn wedi dyddio, felly ni newidiwyd dim. Dechreuwch eto o'r gorchymyn neu'r rhestr, os gwelwch yn dda.
moderators-only = Dim ond cymedrolwyr sy'n gallu gwneud hyn yma. Ni newidiwyd dim.
too-fast = Roedd hynny'n llawer ar unwaith. Arhoswch funud a rhowch gynnig arall arni; mae'r hyn a deipioch yn dal i fod lle'i teipioch.
too-much = Mae hynny'n fwy nag sy'n ffitio ar unwaith. Gwnewch ef yn fyrrach, os gwelwch yn dda; mae'r hyn a deipioch yn dal i fod lle'i teipioch.
already-done = Mae hynny wedi'i wneud yn barod.
not-yours = Nid oes dim byd sy'n eiddo i chi yma o dan yr enw hwnnw: efallai ei fod wedi'i ddileu. Ni newidiwyd dim.
apology = Mae'n ddrwg gennym, aeth rhywbeth o'i le ar ein hochr ni, ac ni newidiwyd dim. Os rhowch wybod i'r sawl sy'n rhedeg hwn, soniwch am { $reference }.
please-mend = { $count ->
    [zero] Ni ellid darllen { $count } peth. Nid oes dim a ysgrifennoch wedi'i golli.
    [one] Ni ellid darllen un peth. Nid oes dim a ysgrifennoch wedi'i golli.
    [two] Ni ellid darllen dau beth. Nid oes dim a ysgrifennoch wedi'i golli.
    [few] Ni ellid darllen { $count } pheth. Nid oes dim a ysgrifennoch wedi'i golli.
    [many] Ni ellid darllen { $count } pheth. Nid oes dim a ysgrifennoch wedi'i golli.
   *[other] Ni ellid darllen { $count } peth. Nid oes dim a ysgrifennoch wedi'i golli.
 }
change-it = Ei newid

# Yr hyn na ellid ei ddarllen
needed = Llenwch hwn, os gwelwch yn dda.
too-long = Mae hwn yn { $length } nod o hyd, ac mae lle i { $limit }. Allech chi ei ddweud yn fyrrach?
not-a-number = Ysgrifennwch rif cyfan o { $low } i { $high }, os gwelwch yn dda.
not-minutes = Ysgrifennwch funudau, fel 45, neu oriau a munudau, fel 1h30.
not-a-day = Ysgrifennwch ddiwrnod fel 2026-11-22, 22/11/2026 neu heddiw.
no-such-day = Nid oes diwrnod o'r fath yn y calendr.
day-to-come = Mae'r diwrnod hwnnw eto i ddod.
not-a-time = Ysgrifennwch amser o'r dydd, fel 18:00 neu 7:30.
not-a-moment = Ysgrifennwch ddiwrnod ac amser, fel 2026-11-22T16:00.
not-an-address = Ysgrifennwch gyfeiriad llawn y dudalen, https://… yn gyntaf.
not-an-option = Dewiswch un o'r opsiynau, os gwelwch yn dda.
too-many = Dewiswch { $count } ar y mwyaf, os gwelwch yn dda.
nobody = Nid oes neb o'r enw hwnnw yma.
nowhere = Nid oes lle o'r fath yma.
not-a-message = Ni ellir dod o hyd i'r neges honno.

# Yr hyn na ellir ei ddweud
not-said = Ni ellid dweud rhywbeth a bostioch neu a drefnoch yn { $place }: efallai nad oes gan Blether yr hawl mwyach, neu fod y lle wedi mynd. Ni fydd yn ceisio eto ohono'i hun. Gallwch ddewis lle arall ar ei gyfer.
broke = Ni ellid gwneud yr hyn a drefnoch ar gyfer { $place } y tro hwn: rhoddodd Blether bum cynnig arni. Nid eich bai chi yw hynny, ac mae'r hyn sy'n dod eto yn mynd ymlaen. Mae'r rheswm yn log Blether.
broke-own = Ni ellid gwneud rhywbeth y gofynnoch amdano y tro hwn: rhoddodd Blether bum cynnig arno. Nid eich bai chi yw hynny, ac mae'r hyn sy'n dod eto yn mynd ymlaen. Mae'r rheswm yn log Blether.

# Tudalen person ei hun
home = **Yr hyn sy'n eich aros.** Dim ond chi sy'n gweld hwn.
home-empty = Does dim yn eich aros ar hyn o bryd. Dim ond chi sy'n gweld hwn.
home-new = Dyma eich tudalen chi eich hun: yma y saif yr hyn sy'n eich aros. Dim ond chi sy'n ei gweld.

# Ffurflenni
no-pupil-data = Gadewch allan unrhyw beth a allai ddatgelu pwy yw disgybl: dim enwau, llythrennau cyntaf na manylion anarferol.
page-kept = Mae'r rhan honno'n ddiogel mewn drafft. Ewch ymlaen, neu pwyswch *Dyna'r cyfan* i'w chadw.
go-on = Diolch. Un cam arall.
more = { $count ->
    [zero] Ymlaen: { $count } maes arall
    [one] Ymlaen: { $count } maes arall
    [two] Ymlaen: { $count } faes arall
    [few] Ymlaen: { $count } maes arall
    [many] Ymlaen: { $count } maes arall
   *[other] Ymlaen: { $count } maes arall
 }
done = Dyna'r cyfan

# Yr hyn sy'n dod eto, a'r hyn a fu'n aros am rywun
day-mo = Dydd Llun
day-tu = Dydd Mawrth
day-we = Dydd Mercher
day-th = Dydd Iau
day-fr = Dydd Gwener
day-sa = Dydd Sadwrn
day-su = Dydd Sul
which-day = Dewiswch ddiwrnod, os gwelwch yn dda: un neu fwy, neu un yn unig ar gyfer pob mis.
often-week = Bob wythnos
often-fortnight = Bob pythefnos
often-first = Bob mis, y cyntaf o'i ddyddiau
often-second = Bob mis, yr ail o'i ddyddiau
often-third = Bob mis, y trydydd o'i ddyddiau
often-fourth = Bob mis, y pedwerydd o'i ddyddiau
often-last = Bob mis, yr olaf o'i ddyddiau
occasion = **{ $title }**, { $where }
occasion-when = { $start } tan { $end }
every-workday = bob diwrnod gwaith am { $clock }
every-week = bob { $days } am { $clock }
every-fortnight = bob pythefnos: { $days }, am { $clock }
every-month = { $nth ->
    [first] y dydd { $day } cyntaf o bob mis am { $clock }
    [second] yr ail ddydd { $day } o bob mis am { $clock }
    [third] y trydydd dydd { $day } o bob mis am { $clock }
    [fourth] y pedwerydd dydd { $day } o bob mis am { $clock }
   *[last] y dydd { $day } olaf o bob mis am { $clock }
 }
while-away = **Tra nad oeddech yn y gwaith.** Nid oes dim brys gyda hyn.

# Yr hyn a gedwir am rywun
table-person = Chi
