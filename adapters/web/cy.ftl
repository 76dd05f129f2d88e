# Tudalen y maes chwarae ei hun.

you-are = Chi yw
moderator = cymedrolwr
places = Lleoedd
direct = Chi a Blether, yn breifat
posts = Negeseuon yn y lle hwn
earlier = Negeseuon cynharach
nothing-yet = Does dim wedi ei ddweud yma eto.
skip = Mynd i'r blwch neges
box = Ysgrifennwch neges, neu teipiwch / i weld y gorchmynion
commands = Gorchmynion
chosen = Wedi eu dewis hyd yn hyn
remove = Tynnu allan
send = Anfon
only-you = Dim ond chi sy'n gweld hwn
close = Cau
bring-back = Wedi cau. Dod â'r hyn a deipiais yn ôl
required = gofynnol
left = Nodau ar ôl:
search = Chwilio'r rhestr hon:
nothing-found = Heb ganfod dim
none-of-these = Dim un o'r rhain
choose = Dewiswch
more-fields = Rhagor o gwestiynau ar ôl hyn: { $count }
menu = Beth allwch chi ei wneud â'r neges hon gan { $name }
edited = golygwyd
no-such-command = Does dim gorchymyn { $typed } yma. Gallwch ddechrau'r rhain:
no-commands = Does dim gorchmynion yma.
command = **{ $call }**: { $about }
large = Gweld y llun yn fawr
picture = Y llun, yn fawr
away = Nid yw Blether yn ateb ar hyn o bryd. Mae'r hyn a deipioch chi yma o hyd. Os ydych newydd anfon neu bwyso rhywbeth, gwnewch hynny eto ymhen ychydig: unwaith yn unig y bydd yn cyfrif.
locked = Mae'r dudalen hon yn agor gyda'r cyfeiriad a ddangosodd Blether wrth gychwyn. Defnyddiwch y cyfeiriad hwnnw, os gwelwch yn dda.
too-much = Mae hynny'n fwy nag sy'n ffitio ar y tro. Gwnewch ef yn fyrrach, os gwelwch yn dda. Mae'r hyn a deipioch chi yma o hyd.
not-read = Doedd Blether ddim yn gallu darllen hynny. Mae'r hyn a deipioch chi yma o hyd. Llwythwch y dudalen eto a rhowch gynnig arall arni, os gwelwch yn dda.
not-here = Nid yw'r neges honno yma mwyach.
about = Maes chwarae ar eich cyfrifiadur eich hun yw hwn, gyda phobl ddychmygol. Peidiwch byth ag enwi disgybl, os gwelwch yn dda.
draft = Drafft yw'r Gymraeg yma. Nid oes addysgwr sy'n siarad Cymraeg wedi ei gwirio eto.

# Amser, sy'n sefyll nes i rywun ei symud
clock = Cloc y maes chwarae hwn
now = { $day } { $at }
day = { $day } { $on }
to-next = Y peth nesaf
to-hour = Awr yn hwyrach
to-day = Diwrnod yn hwyrach
to-monday = Dydd Llun 09:00
on-the-way = { $count ->
    [0] Ar y ffordd.
    [zero] Ar y ffordd. { $count } neges hyd yn hyn.
    [one] Ar y ffordd. { $count } neges hyd yn hyn.
    [two] Ar y ffordd. { $count } neges hyd yn hyn.
    [few] Ar y ffordd. { $count } neges hyd yn hyn.
    [many] Ar y ffordd. { $count } neges hyd yn hyn.
   *[other] Ar y ffordd. { $count } neges hyd yn hyn.
 }
said = { $count ->
    [0] Ni ddywedodd Blether ddim ar y ffordd.
    [zero] Dywedodd Blether { $count } peth ar y ffordd.
    [one] Dywedodd Blether { $count } peth ar y ffordd.
    [two] Dywedodd Blether { $count } beth ar y ffordd.
    [few] Dywedodd Blether { $count } pheth ar y ffordd.
    [many] Dywedodd Blether { $count } pheth ar y ffordd.
   *[other] Dywedodd Blether { $count } peth ar y ffordd.
 }
nothing-planned = Does dim byd arall wedi'i gynllunio.
to-thread = Agor y trywydd
new = newydd

# Y daith
tour = Taith dair munud
tour-take = Taith
tour-leave = Gadael y daith
tour-show = Dangos ble
tour-step = Cam { $number } o { $of }
tour-menu = Mae rhywun yma wedi ysgrifennu rhywbeth a wnaeth i chi feddwl. Agorwch ddewislen ⋯ neges gan un o'r lleill.
tour-learned = Dewiswch "{ $button }". Os nad yw Blether yn eich adnabod eto, mae'n gofyn yn gyntaf pa iaith sydd orau gennych.
tour-keep = Ysgrifennwch un llinell am yr hyn a ddysgoch, a phwyswch Anfon. Dim ond chi fydd yn ei gweld.
tour-share = Mae wedi ei chadw, i chi'n unig. Os hoffech, gadewch i'r lleill weld yr un llinell honno: pwyswch "{ $button }".
tour-withdraw = Dyna hi, ac mae pawb yma yn ei gweld. Nid yw rhannu byth am byth: pwyswch "{ $button }".
tour-end = Chi'n unig biau hi eto. Dyna galon Blether. Teipiwch / yn y blwch neges i weld beth arall sydd yma, neu gadewch y daith yma.
