# Ystafell garden: cyfnewid hadau.

room = Cyfnewid hadau gyda'r garddwyr eraill

do-give = Rhoi pecyn o hadau yn y blwch cyfnewid
    .title = Rhoi hadau
    .takes = Tua munud.
do-box = Dangos i bawb beth sydd yn y blwch cyfnewid
do-offer = Cynnig yr hyn mae gen i ormod ohono
    .title = Cynnig yr hyn mae gen i ormod ohono
    .takes = Tua munud.
do-take = Hoffwn beth
    .title = Hoffwn beth
    .takes = Tua munud.
do-show = Edrych ar becyn a roddais
    .title = Edrych ar becyn
    .takes = Ychydig eiliadau.
do-pass-on = Rhoi un o'm pecynnau i rywun
    .title = Rhoi pecyn i rywun
    .takes = Ychydig eiliadau.
do-compost = Compostio un o'm pecynnau
    .title = Compostio un o'm pecynnau
    .takes = Ychydig eiliadau.
do-water = Dyfrio pecyn rwy'n gofalu amdano
    .title = Dyfrio pecyn
    .takes = Ychydig eiliadau.
do-remind = Cael fy atgoffa am becyn
    .title = Cael fy atgoffa
    .takes = Ychydig eiliadau.
do-remind-wrongly = Cael fy atgoffa o ddim
    .title = Cael fy atgoffa o ddim
    .takes = Ychydig eiliadau.
do-look = Gofalu am becyn
    .title = Gofalu am becyn
    .takes = Ychydig eiliadau.
do-fair = Cynnal ffair hadau
    .title = Cynnal ffair hadau
    .takes = Tua munud.
do-rain = Canslo'r ffair hadau
    .title = Canslo'r ffair hadau
    .takes = Ychydig eiliadau.
do-greet = Dweud wrth rywun ble mae'r ffair
    .title = Dweud wrth rywun
    .takes = Ychydig eiliadau.
do-spot = Nodi neges am hadau
    .menu = Am hadau
do-confide = Dweud pryder wrth yr hen goeden afalau
    .title = Dweud wrth y goeden
    .takes = Cyhyd ag y mynnwch. Ni chedwir dim.
do-weigh = Pwyso hadau
    .title = Pwyso hadau
    .takes = Ychydig eiliadau.

ask-name = Beth sy'n tyfu ohono?
ask-story = O ble mae'n dod?
    .hint = Mam-gu, marchnad, tro.
ask-sort = Pa fath ydyw?
ask-colours = Pa liwiau?
ask-seeds = Faint o hadau?
ask-sown = Pryd cafodd ei hau?
ask-packet = Pa becyn?
ask-to = I bwy?
ask-minutes = Am faint?
ask-at = Pryd?
ask-where = Ble?
ask-who = Pwy?
ask-worry = Beth sy'n eich poeni?
ask-wish = Beth yw eich dymuniad?
ask-note = Beth sydd ar y glorian?

column-keeper = Pwy sy'n ei gadw
column-watered = Wedi'i ddyfrio am
table-packet = Pecynnau hadau

flower = Blodyn
herb = Perlysieuyn
vegetable = Llysieuyn
red = Coch
white = Gwyn
yellow = Melyn

offered = { $name }
empty = Nid oes dim yn tyfu o becyn gwag.
given = Rhoddodd { $who } { $count ->
    [one] un hedyn
   *[other] { $count } o hadau
 } yn y blwch.
give-done = **Yn y blwch.** Diolch.
offered-here = Mae { $who } yn cynnig:
offer-done = Wedi'i gynnig.
taken = Chi biau fe.
about = Pecyn a roddoch.
has-story = Ei stori
has-sort = Math
has-colours = Lliwiau
has-seeds = Hadau
has-watered = Munudau o ddyfrio
has-sown = Wedi'i hau
passed = { $who } sy'n gofalu amdano nawr.
composted = Mae'n gwneud pridd da.
watered = Wedi'i ddyfrio am { $minutes ->
    [two] { $minutes } funud
   *[other] { $minutes } munud
 } hyd yma.
reminded = Cewch eich atgoffa: { $at }.
box = Beth sydd yn y blwch cyfnewid
box-alt = Y blwch cyfnewid, dot am bob pecyn.
box-row = { $sort }: { $count }.
look = Sut mae'n tyfu?
fair = Ffair hadau, { $at }.
fair-title = Ffair hadau
fair-where = yn { $where }
fair-about = Dewch â'r hyn mae gennych ormod ohono i { $where }.
fair-again = bob blwyddyn
rained = Mae'n bwrw glaw: does dim ffair.
fair-done = Mae wedi'i chyhoeddi yn { $where }.
open = Mae'r ffair ar agor. Yn y blwch: { $count ->
    [two] { $count } becyn.
   *[other] { $count } pecyn.
 }
greet = { $who }, yn { $where } mae'r ffair.
spotted = Wedi'i nodi: [y neges hon]({ $link }).
frost = Dim gair am rew, os gwelwch yn dda.
heard = Clywodd y goeden { $worry } a { $wish } o lythrennau, ac fe'u hanghofiodd.
weighed = Mae'n pwyso { $grams } g.

take-it = Hoffwn beth
pass-it = Ei roi i rywun
invite = Gwahodd rhywun
spot-it = Ei nodi eto
