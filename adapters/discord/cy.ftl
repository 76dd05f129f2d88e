# Yr hyn mae Blether yn ei ddweud ar Discord yn unig.

form-ready = Diolch am aros. Mae eich ffurflen yn barod nawr.
direct = Nid yw Blether yn darllen negeseuon uniongyrchol, ac nid yw'n cadw dim o'r neges hon. Yn eich gweinydd, mae **/blether help** yn dweud beth y gall ei wneud; chi yn unig sy'n gweld ei ateb yno.
problem = **{ $field }** { $problem }
only-once = Dim ond y tro cyntaf y gall Discord ei ddangos.
in-the-file = Yn y ffeil
write-day = Er enghraifft 2026-11-22, 22/11/2026 neu heddiw
write-time = Er enghraifft 18:00
write-minutes = Er enghraifft 45, neu 1h30
write-moment = Er enghraifft 2026-11-22T16:00
