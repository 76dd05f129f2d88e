# What Blether says only on Discord.

form-ready = Thank you for waiting. Your form is ready now.
direct = Blether does not read direct messages, and keeps nothing of this one. In your server, **/blether help** says what it can do; what it answers there only you see.
problem = **{ $field }** { $problem }
only-once = Discord can show only the first time of it.
in-the-file = In the file
write-day = For example 2026-11-22, 22/11/2026 or today
write-time = For example 18:00
write-minutes = For example 45, or 1h30
write-moment = For example 2026-11-22T16:00
