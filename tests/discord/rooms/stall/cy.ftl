# Ystafell stall: ar gyfer profion.

room = Ar gyfer profion: i ddal pawb yn ôl

do-gather = Rhoi botwm yno
    .title = Botwm
do-here = Dweud bod un yno
    .title = Rydw i yma
do-hold = Dal pawb yn ôl
    .title = Dal yn ôl

gather = Pwy sydd yno?
here-it = Rydw i
done = Wedi'i wneud.
