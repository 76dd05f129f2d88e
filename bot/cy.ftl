# Brawddegau'r tŷ ei hun. `language.state` = `draft` nes i siaradwr rhugl gymeradwyo'r iaith hon
# ym mhob rhan o'r prosiect: dyma'r unig fan lle dywedir hynny.
language = Cymraeg
    .state = draft

# Atebion y drws
out-of-date = Mae hwn wedi dyddio, felly ni newidiwyd dim. Dechreuwch eto o'r gorchymyn neu'r rhestr, os gwelwch yn dda.
moderators-only = Dim ond cymedrolwyr sy'n gallu gwneud hyn yma. Ni newidiwyd dim.
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
not-a-moment = Ysgrifennwch ddiwrnod ac amser, fel 2026-11-22T16:00.
not-an-option = Dewiswch un o'r opsiynau, os gwelwch yn dda.
nobody = Nid oes neb o'r enw hwnnw yma.
nowhere = Nid oes lle o'r fath yma.
not-a-message = Ni ellir dod o hyd i'r neges honno.

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
