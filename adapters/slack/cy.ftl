# Yr hyn y mae'r addasydd ar gyfer Slack yn ei ddweud ei hun.

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
not-read = Dydw i ddim yn darllen nac yn cadw'r hyn a ysgrifennir yma. Teipiwch un o'r gorchmynion hyn, neu pwyswch fotwm:
file = Dyma'r hyn y gofynnoch amdano. Dim ond chi sy'n gweld hwn.
