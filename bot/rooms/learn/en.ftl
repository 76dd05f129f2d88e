# Room learn: keep what I learned.

room = Keep what I learned, add what it changed, share it if I like

do-log = Keep something I learned
    .title = Keep something I learned
    .menu = I learned from this
    .takes = About a minute. One line is a whole entry.
do-list = Find what I have kept
    .title = Find what I have kept
do-show = Read one of my entries
    .title = Read an entry
    .takes = A few seconds.
do-edit = Change one of my entries
    .title = Change an entry
    .takes = About a minute.
do-add = Add what came of it: what changed, and how I know
    .title = What came of it?
    .takes = Two minutes, or as long as you like. Every field may stay empty.
do-share = Share one of my entries here
    .title = Share an entry here
    .takes = A few seconds. Only what you learned is shown, nothing else.
do-withdraw = Take back an entry I shared
    .title = Take back an entry
    .takes = A few seconds.
do-delete = Delete one of my entries for good
    .title = Delete an entry
    .takes = A few seconds. You will be asked once more.

ask-what = What did you learn?
    .hint = One line is enough.
ask-kind = What kind of learning was it?
    .hint = Every kind counts the same.
ask-formality = How planned was it?
ask-minutes = How long did it take?
    .hint = Only if you like. Minutes, or 1h30.
ask-on = When?
    .hint = Left empty: today.
ask-why = Why did it matter to you?
    .hint = A need, a goal, a question.
ask-standards = Which standards does it touch?
    .hint = A help to reflect, never a checklist.
ask-entry = Which entry?
ask-words = Words to look for
ask-since = From which day
ask-until = Until which day
ask-page = Page
ask-sure = Are you sure?
ask-reflection = Reflection
    .hint = What stays with you?
ask-thinking = What it changed in my thinking
ask-practice = What it changed in my practice
ask-learners = What it changed for learners or colleagues
    .hint = Groups only, never one pupil.
ask-evidence = How do I know?
    .hint = Describe it or say where it is. No pupil work.
ask-next_step = Next step

column-kept = Kept
column-link = The message it came from
column-author = Who wrote that message
column-shared = Shared
table-entry = What I have kept

kept = **Kept**, for you alone: { $kind }, { $on }.
none-yet = Nothing is kept here yet. One line about something you learned is enough.
none-found = Nothing kept fits that.
list = **What I have kept**, page { $page }
line = { $on }: { $kind }
entry = **{ $on }**: { $kind }. { $formality }.
entry-minutes = **{ $on }**: { $kind }. { $formality }. { $minutes ->
    [one] { $minutes } minute.
   *[other] { $minutes } minutes.
 }
confirmed = { $name } ({ $pack })
unconfirmed = { $name } ({ $pack }; name to be confirmed)
standard = Standard: { $name }
from = From [this message]({ $link })
from-them = From [this message]({ $link }) by { $who }
offered = { $on }: { $what }
changed = **Changed.**
changed-shared = **Changed**, for you. What you shared still reads as it did: share it again to change it there.
shared = { $who } learned something worth sharing: { $kind }.
share-done = **Shared here.** People see what you learned; the rest of the entry stays yours alone. You can take it back.
share-where = An entry is shared where others are. Please use this in a channel.
not-shared = This entry is not shared, so there is nothing to take back.
withdrawn = { $who } took back what was shared here.
withdraw-done = **Taken back.** Where it stood, it now says only that you took it back.
delete-sure = Delete this entry for good? If it was shared, it is taken back too.
delete-done = **Deleted.**

log-it = Keep something
add-more = Add what came of it
edit-it = Change it
share-it = Share it here
withdraw-it = Take it back
show-it = Read it
delete-it = Delete it
delete-yes = Yes, delete it
sure-yes = Yes
to-list = What I have kept
newer = Newer
older = Older
back = Page before
onward = Next page
