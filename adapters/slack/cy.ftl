# Yr hyn y mae'r addasydd ar gyfer Slack yn ei ddweud ei hun.

description = Cadwch yr hyn a ddysgwch gyda'ch gilydd, rhannwch os mynnwch, dewch o hyd iddo eto.
submit = Cadw
next = Ymlaen
close = Cau
no-such-command = Does dim gorchymyn { $typed } yma. Gallwch ddechrau'r rhain:
no-commands = Does dim gorchmynion yma.
room = **/{ $name }**: { $about }
command = **{ $call }**: { $about }
in-menu = **{ $name }** (yn newislen neges): { $about }
begin = Dechrau
open = Dangos { $name }
too-slow = Cymerodd hynny ormod o amser i agor. Ni newidiwyd dim; rhowch gynnig arall arni.
home = Yr hyn y gallwch ei wneud gyda Blether. Dim ond chi sy'n gweld yr hyn a ddywed yma.
not-read = Dydw i ddim yn darllen nac yn cadw'r hyn a ysgrifennir yma. Dyma'r gorchmynion; mae botwm yn dangos mwy:
