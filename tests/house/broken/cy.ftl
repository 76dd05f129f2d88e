# Ystafell broken: mae pob un o'r rhain yn anghywir o fwriad, neu'n arwain at rywbeth sydd.

room = Popeth sydd o'i le
table-note = Nodiadau

do-write = Ysgrifennu nodyn
    .title = Ysgrifennu nodyn
    .takes = Ychydig eiliadau.
do-look-up = Chwilio am nodyn
    .title = Chwilio am nodyn
    .takes = Ychydig eiliadau.
do-tidy = Tacluso
do-quote = Dyfynnu rhywun
    .title = Dyfynnu rhywun
    .takes = Ychydig eiliadau.
do-gather = Casglu nodiadau
do-praise = Canmol rhywun
    .title = Canmol rhywun
    .takes = Ychydig eiliadau.
do-number = Cyfrif
    .title = Cyfrif
    .takes = Ychydig eiliadau.
do-shelve = Rhoi ar silff
    .title = Rhoi ar silff
    .takes = Ychydig eiliadau.
ask-words = Pa eiriau?
ask-name = Pa enw?
ask-digits = Pa rif?
ask-shelf = Pa silff?
written = Wedi'i ysgrifennu.
nothing = Nid oes dim o'r enw hwnnw.
emptied = Mae popeth yn wag.
quoted = Dywedodd rhywun { $words }, ac rydych chi'n hwyr.
one = Nodyn
praised = Da iawn: { $words }
counted = Wedi cyfrif i { $count }.
read-it = Ei ddarllen
top = Y silff uchaf
