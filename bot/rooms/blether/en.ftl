# Room blether: what can be done here, who sees what, what moderators set.

room = Help, who sees what, and settings for moderators

do-help = See what I can do here
    .title = What I can do here
do-about = What Blether is
    .title = What Blether is
do-privacy = Who runs this, and who sees what
    .title = Who sees what
do-settings = Set what holds for everybody here
    .title = Settings for everybody here
    .takes = A minute. Left empty, languages and time zone stay as they are.
do-here = Choose the languages spoken aloud in this place
    .title = Languages in this place
    .takes = A few seconds. None chosen: those of the community.
do-holiday = Add a holiday or an in-service day
    .title = Add a holiday
    .takes = Half a minute. What is planned pauses on these days, and nobody is reached.
do-holidays = See the holidays to come
do-cancel-holiday = Take away a holiday
    .title = Take away a holiday
    .takes = A few seconds.

ask-room = About which part?
ask-languages = Which languages are spoken aloud?
    .hint = Where Welsh is one of them, it comes first.
ask-zone = Which time zone holds here?
    .hint = Type a city to find it.
ask-moderators = Who else moderates?
    .hint = Beside this platform's own admins.
ask-contact = Who runs this, and how can one reach them?
    .hint = A name and an address that is read. Everybody sees it.
ask-notice = Where is your privacy notice?
    .hint = The address of a page, https://… first.
ask-name = What is it called?
ask-since = Which is its first day?
ask-until = Which is its last day?
    .hint = Left empty, it is that one day.
ask-holiday = Which holiday?

help = **What you can do here.** Choose a part to see its commands. Whatever Blether answers you, only you see.
a-room = **{ $name }**: { $about }
open-room = { $name }
help-room = **{ $name }**: { $about }
command = **{ $name }**: { $about }
in-menu = In the menu of a message, **{ $name }**: { $about }
about = **Blether { $version }** is a notebook with good manners for people who work in education. It helps you keep what you learn and share it when you like; it reads nothing people write to each other, and it counts, compares and reports nobody. It is free software, run by people you can ask.
privacy = **Who sees what**
runs = This is run by { $contact }. Ask them anything, complaints too.
runs-unsaid = Who runs this has not said how to reach them. Please ask a moderator here.
notice = [The privacy notice]({ $link })
sees-you = What you keep, set or answer is yours: only you see it. What you share is seen by everybody in that place, until you take it back.
sees-moderators = Moderators see what is said aloud, like everybody. They have no view of who uses Blether, of anybody's entries, or of how often.
sees-operator = Private text is kept sealed. Whoever runs this computer holds the key and could open it: choose a community you trust.
sees-nobody = Blether does not read your messages to each other, and gives nothing to anybody else: no employer, no company, no advertiser.
stays-here = All of it stays on this computer.
passes-through = What you type passes through this platform, which keeps it by its own rules. It is a place to talk, not a safe.
rights = You can take away or delete everything that is held on you, yourself, at any time. Please never name a pupil.
settings-kept = **Kept.** This holds for everybody here from now on.
here-direct = This is about a place where others are. Please use it in a channel.
here-kept = **Kept.** From now on this holds for what Blether says aloud in { $place }.
holiday-kept = **Kept: { $name }.** What is planned pauses then, unless it was told otherwise.
no-such-holiday = Please choose a last day that is not before the first, and less than a year after it.
too-many-holidays = A community can have { $count } holidays, and these are there already. Please take one away first.
holidays = { $more ->
    [0] **The holidays to come.** What is planned pauses then.
   *[other] **The next holidays**; { $more } more come after these. What is planned pauses then.
 }
no-holidays = **No holiday is known here yet.** Moderators can add one.
one-day = { $name }: { $on }
some-days = { $name }: { $since } to { $until }
cancel-it = Take it away
holiday-cancelled = **{ $name } is no holiday any more.**

# To whoever let Blether in
joined = **Thank you for letting Blether into { $community }.** It says nothing by itself and reads nobody's messages. Three things to do next, there and when you like:
step-settings = **/blether settings**: the languages spoken, the time zone, who else moderates, and whom to ask.
step-holiday = **/blether holiday**: your holidays and in-service days. What is planned pauses then.
step-help = **/blether help**: what people can do. The best way to show it is to keep one small thing you learned.

help-it = What I can do here
privacy-it = Who sees what
settings-mine = My settings
export-mine = Take my data with me
forget-mine = Be forgotten
holiday-it = Add a holiday
holidays-it = The holidays
