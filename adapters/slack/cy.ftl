# Yr hyn y mae'r addasydd ar gyfer Slack yn ei ddweud ei hun.

description = Cadwch yr hyn a ddysgwch gyda'ch gilydd, rhannwch os mynnwch, dewch o hyd iddo eto.
submit = Cadw
next = Ymlaen
close = Cau
groups = grwpiau
no-such-command = Does dim gorchymyn { $typed } yma. Gallwch ddechrau'r rhain:
no-commands = Does dim gorchmynion yma.
room = **/{ $name }**: { $about }
command = **{ $call }**: { $about }
in-menu = **{ $name }** (yn newislen neges): { $about }
begin = Dechrau
open = Dangos { $name }
too-slow = Cymerodd hynny ormod o amser i agor. Ni newidiwyd dim; rhowch gynnig arall arni.
home = **Yr hyn y gallwch ei wneud gyda Blether:**
installed = Mae Blether yn eich gweithle nawr. Caewch y dudalen hon ac agorwch Blether yn Slack: mae popeth ar ei dudalen Home.
not-installed = Ni osodwyd Blether, ac ni chadwyd dim. Dechreuwch eto os gwelwch yn dda.
one-workspace = Un gweithle ar y tro sy'n gosod Blether, nid sefydliad cyfan, ac ni chadwyd dim. Dechreuwch eto os gwelwch yn dda, a dewiswch weithle ar dudalen Slack.
gone = Nid yw Blether wedi ei osod yn y gweithle hwn mwyach. Gall pwy bynnag sy'n gofalu amdano ei osod eto.
not-read = Dydw i ddim yn darllen nac yn cadw'r hyn a ysgrifennir yma. Dyma'r gorchmynion; mae botwm yn dangos mwy:
