# Room discuss: one conversation, live and slow.

room = Discuss together: in a live hour, over a slow week, or both in one thread

do-start = Start a discussion here: seen first, then planned
    .title = Start a discussion
    .takes = A minute. Nothing is planned before you have seen it.
do-shape = Change the questions and the pace
    .title = Questions and pace
    .takes = Two minutes. Whatever you leave as it is stays.
do-plan = Plan what was shown
    .title = Plan a discussion
    .takes = A few seconds.
do-limit = Say who may start a discussion here
    .title = Who may start a discussion?
    .takes = A few seconds.
do-list = See the discussions that go on here
do-show = See what comes when in a discussion, and how to take part
    .title = A discussion
    .takes = A few seconds.
do-join = Take part in a discussion
    .title = Take part
    .takes = A few seconds.
do-leave = Take part in a discussion no more
    .title = Take part no more
    .takes = A few seconds.
do-next = Begin the next stage of a discussion I lead
    .title = Begin the next stage
    .takes = A few seconds.
do-more-time = Give more time to what is discussed now
    .title = Give more time
    .takes = A few seconds.
do-pause = Pause a discussion I lead
    .title = Pause a discussion
    .takes = A few seconds.
do-go-on = Go on with a discussion I paused
    .title = Go on
    .takes = A few seconds.
do-close = Close a discussion I lead before its time
    .title = Close a discussion
    .takes = A few seconds. You will be asked once more.
do-hand-over = Hand a discussion I lead over to somebody else
    .title = Hand it over
    .takes = A few seconds.
do-handed = Hear that a discussion is mine to lead
    .title = A discussion is yours
    .takes = A few seconds.
do-take-on = Lead a discussion that nobody leads any more
    .title = Lead it
    .takes = A few seconds.
do-note = Add to the record of a discussion, in my own words
    .title = Add to the record
    .menu = Add to the record
    .takes = A minute. What you write here can be read by all who can read the discussion.
do-unnote = Take my words out of the record
do-record = Read the record of a discussion
    .title = Read the record
    .takes = As long as you like.
do-remind = Be reminded of a discussion
    .title = Be reminded
    .takes = A few seconds.
do-begin = Say a stage
    .title = Say a stage
    .takes = A few seconds.

ask-protocol = How shall it go?
    .hint = Each is a file that educators can change.
ask-topic = What is it about?
    .hint = One line: a question, a paper, a link.
ask-when = When does it begin?
    .hint = Day and time here, such as 2026-12-03 20:00. Left empty: now.
ask-way = Live, slow, or both?
    .hint = Left empty: as is usual for it.
ask-voice = Is there a call, too? Its link
    .hint = For whoever likes to talk. Left empty: in text alone.
ask-questions = The questions, one a line
    .hint = Twelve at most. Write your own, or leave what is there.
ask-minutes = Minutes for each question, when live
ask-days = Working days for each question, when slow
ask-where = Where?
ask-starters = Who may start one?
ask-discussion = Which discussion?
ask-remind = Remind me once
    .hint = At most one message, when you work.
ask-more = How many minutes (live) or days (slow)?
ask-sure = Are you sure?
ask-whom = To whom?
ask-by = From whom?
ask-which = Which discussion?
ask-words = What should be remembered?
    .hint = Your own words. Others can read them.
ask-question = An answer to which question?
    .hint = Its number. Left empty: to the whole.
ask-named = With my name?
    .hint = Left empty: without.
ask-page = Page

table-topic = Discussions that I planned
table-joined = Discussions that I take part in
table-note = What I put on record
column-asked = To be reminded once
column-signed = With my name
column-kept = Kept
column-link = The message of mine it came from

yes = Yes
way-live = Live: at one time, together
way-slow = Slow: over some days, whenever it suits
way-live-first = Both: a live hour first, then some days
way-live-last = Both: some days first, then a live hour
starters-everybody = Everybody
starters-moderators = Moderators alone
offered = { $on }: { $topic }
gone = A protocol that is not here any more
goes-on = It goes on.

preview = **{ $name }**, in { $place }. Nothing is planned yet.
begins = It begins { $at }.
begins-now = It begins as soon as you plan it ({ $at }).
ends = It ends { $at }.
who = { $who }
not-that-way = **{ $name }** is not held in that way. It can be held like this:
how-many-questions = It takes one question at least, and { $most } at most.
over-already = That time is over already.
start-where = A discussion is held where others are. Please start it in a channel.
moderators-start = Here moderators start discussions. Please ask one of them; they will be glad that you did.
enough-led = You lead { $most } discussions already. Please close one of them first.
planned = **Planned**, and announced in { $place }. You lead it: it goes on by itself, and you can change its pace at any time.
limited = **From now on discussions can be started by:** { $who }.

announced = **A discussion**, from { $at } on: { $name }. { $who } leads.
question = **Q{ $number }** { $ask }
question-own = **Q{ $number }**
how-text = **Live, in text:** here in the thread, { $since } to { $until }.
how-voice = **Live, by voice:** in [this call]({ $link }). Whoever takes notes puts them on record.
how-later = **In your own time:** in the thread, on any day until { $until }. Nobody comes after the others.
how-after = **Afterwards:** the thread and the record stay open.
how-reading = **Just reading** is taking part, too. Nobody counts readers.
says = { $say }
back = We are back, and go on from here.

stands-going = **{ $name }**, in { $place }
stands-paused = **{ $name }**, in { $place }: paused for now
stands-closed = **{ $name }**, in { $place }: closed; its record stays open
at-question = { $at }: question { $number }
at-stage = { $at }: between the questions
at-end = { $at }: the end
replies = { $count ->
    [one] One reply in the thread so far.
   *[other] { $count } replies in the thread so far.
 }
went-on = **The next stage has begun.** What follows keeps its time.
more-minutes = { $count ->
    [one] **One minute more.**
   *[other] **{ $count } minutes more.**
 }
more-days = { $count ->
    [one] **One working day more.**
   *[other] **{ $count } working days more.**
 }
paused = **Paused** until you go on. What is to come then moves by as long as that takes.
resumed = **It goes on.**
close-sure = Close it now? Its last words are said in the thread; the record stays open.
closed = **Closed.** Thank you for leading it.
closed-already = This discussion is closed. Its record can still be read, and added to.
handed-over = **Handed over** to { $who }, who is told.
handed = { $who } handed a discussion over to you: **{ $name }**. It goes on by itself; you can change its pace.
taken-on = **You lead it now.** It goes on by itself; you can change its pace.
somebody-leads = { $who } leads this discussion, and can hand it over.

list = **Discussions here**, and those you take part in
list-empty = No discussion goes on here. Anybody may start one.
line = { $name }. Next: { $at }
line-over = { $name }, from { $on } on
joined = **You take part.** Answer in the thread whenever you like, or put something on record.
joined-remind = **You take part**, and are reminded once, when you work.
left = **All right.** You can still read, and come back at any time.
reminded = **You asked to be reminded:** a discussion goes on in { $place }. One line is enough, and so is reading.

not-your-message = Only your own words go on record, by yourself. This message is somebody else's.
noted = **On record**, without your name.
noted-named = **On record**, with your name.
unnoted = **Taken out of the record.**
enough-notes = You put { $most } notes on record here already. Please take one out first.
record = **The record**: { $name }
record-empty = **Nothing is on record yet**: { $name }
note = Somebody:
note-of = { $who }:
note-answer = To Q{ $number }, somebody:
note-of-answer = To Q{ $number }, { $who }:
not-here = This discussion is not there any more.
said = Said.

plan-it = Plan it
shape-it = Change the questions and the pace
join-it = Take part
leave-it = Take part no more
remind-it = Remind me once
times-it = What comes when?
show-it = Look at it
next-it = Begin the next stage
pause-it = Pause
go-on-it = Go on
more-it = More time
close-it = Close it
close-yes = Yes, close it
take-on-it = Lead it
hand-over-it = Hand it over
note-it = Add to the record
unnote-it = Take it out again
record-it = Read the record
back-page = Page before
next-page = Next page
