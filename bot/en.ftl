# The house's own sentences. `language.state` is `draft` until a fluent speaker has approved this language
# everywhere in the project: it is the one place where that is said.
language = English
    .state = approved

# First contact: what this is, what it keeps, and one question
hello = **Hello! Blether helps people in education keep what they learn here and, if they like, share it.** It keeps your name, what you give it and what you set; what you keep is sealed and yours alone until you share it, and you can take away or delete all of it at any time. Which language shall we speak?
speak = { $language }
speak-all = Both

# What the door answers
out-of-date = This is out of date, so nothing was changed. Please start again from the command or the list.
moderators-only = Only moderators can do this here. Nothing was changed.
too-fast = That was a lot at once. Please wait a moment and try again; what you typed is still where you typed it.
too-much = That is more than fits in one go. Please make it shorter; what you typed is still where you typed it.
already-done = That is done already.
not-yours = There is nothing of yours here under that name: it may have been deleted. Nothing was changed.
apology = Sorry, something went wrong on our side, and nothing was changed. If you tell whoever runs this, mention { $reference }.
please-mend = { $count ->
    [one] One thing could not be read. Nothing you wrote is lost.
   *[other] { $count } things could not be read. Nothing you wrote is lost.
 }
change-it = Change it

# What could not be read
needed = Please fill this in.
too-long = This is { $length } characters long, and { $limit } fit. Could you say it more briefly?
not-a-number = Please write a whole number from { $low } to { $high }.
not-minutes = Please write minutes, such as 45, or hours and minutes, such as 1h30.
not-a-day = Please write a day such as 2026-11-22, 22/11/2026 or today.
no-such-day = The calendar has no such day.
day-to-come = That day is still to come.
not-a-time = Please write a time of day, such as 18:00 or 7:30.
not-a-moment = Please write a day and a time, such as 2026-11-22T16:00.
not-an-address = Please write the whole address of the page, https://… first.
not-an-option = Please choose one of the options.
too-many = Please choose { $count } at most.
nobody = Nobody of that name is here.
nowhere = There is no such place here.
not-a-message = That message cannot be found.

# What cannot be said
not-said = Something you posted or planned could not be said in { $place }: Blether may no longer have the right to, or the place may be gone. It will not try again by itself. You can choose another place for it.
broke = What you planned for { $place } could not be done just now: Blether tried five times. That is no fault of yours, and what comes again goes on. The reason is in Blether's log.
broke-own = Something you asked for could not be done just now: Blether tried five times. That is no fault of yours, and what comes again goes on. The reason is in Blether's log.

# A person's own page
home = **What awaits you.** Only you see this.
home-empty = Nothing awaits you just now. Only you see this.
home-new = This is your own page: what awaits you will stand here. Only you see it.

# Forms
no-pupil-data = Please leave out anything that could identify a pupil: no names, initials or unusual details.
page-kept = That part is safe in a draft. Go on, or press *That is all* to save it.
go-on = Thank you. One more step.
more = { $count ->
    [one] Go on: { $count } more field
   *[other] Go on: { $count } more fields
 }
done = That is all

# What comes again, and what waited for somebody
day-mo = Monday
day-tu = Tuesday
day-we = Wednesday
day-th = Thursday
day-fr = Friday
day-sa = Saturday
day-su = Sunday
which-day = Please choose a day: one or more, or for each month just one.
often-week = Every week
often-fortnight = Every two weeks
often-first = Each month, the first of its days
often-second = Each month, the second of its days
often-third = Each month, the third of its days
often-fourth = Each month, the fourth of its days
often-last = Each month, the last of its days
occasion = **{ $title }**, { $where }
occasion-when = { $start } to { $end }
every-workday = every working day at { $clock }
every-week = every { $days } at { $clock }
every-fortnight = every other { $days } at { $clock }
every-month = { $nth ->
    [first] on the first { $day } of each month at { $clock }
    [second] on the second { $day } of each month at { $clock }
    [third] on the third { $day } of each month at { $clock }
    [fourth] on the fourth { $day } of each month at { $clock }
   *[last] on the last { $day } of each month at { $clock }
 }
while-away = **While you were not at work.** Nothing of this is urgent.

# What is held on somebody
table-person = You
