# Ystafell shed: clirio'r sied.

room = Clirio'r sied

do-clear = Clirio'r sied
    .title = Clirio'r sied
    .takes = Tua munud.
do-look = Edrych o gwmpas y sied
do-boast = Brolio am y sied
    .title = Brolio am y sied
    .takes = Ychydig eiliadau.
do-peek = Cipolwg ar yr ardd
do-circle = Sgwrsio am y silff mewn edefyn
    .title = Sgwrsio am y silff
    .takes = Tua munud.
ask-names = Beth sydd ar y silff?

cleared = { $count ->
    [one] Aeth un pecyn i'r ardd.
   *[other] Aeth { $count } o becynnau i'r ardd.
 }
too-full = Mae hynny'n ormod ar y tro.
looked = Llychlyd, ond sych.
shelf = Ar y silff
to-box = I'r blwch
again = Edrych eto
circle = Beth ddaw o'r rhain?
thanks = Diolch, { $who }.
