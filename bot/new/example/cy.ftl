# Ystafell example. Gwerth yw enw mewn bachau; mae **dwy seren** yn ei wneud yn gryf. Mae `blether check` yn enwi'r hyn sydd ar goll.

# I beth mae'r ystafell, yn y rhestr o'r holl ystafelloedd
room = Dweud rhywbeth, a'i ddweud yn uchel os dymunwch

# Ar gyfer pob gweithred: beth mae'n ei wneud; os yw'n gofyn, teitl ei ffurflen a faint o amser mae'n ei gymryd
do-say = Dweud rhywbeth
    .title = Dweud rhywbeth
    .takes = Ychydig eiliadau.
do-aloud = Ei ddweud yn uchel
    .title = Ei ddweud yn uchel
    .takes = Ychydig eiliadau.

# Ar gyfer pob maes: beth mae'r ffurflen yn ei ofyn
ask-what = Beth hoffech chi ei ddweud?

# Beth mae'r ystafell yn ei ddweud
said = **Dywedoch chi:**
heard = Meddai { $who }:
said-aloud = **Wedi'i wneud.** Gall pawb yma ei ddarllen.

# Beth mae ei botymau yn ei ddweud
say-aloud = Ei ddweud yn uchel
