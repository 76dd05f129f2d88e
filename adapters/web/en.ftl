# The page of the playground itself.

you-are = You are
moderator = moderator
places = Places
direct = You and Blether, in private
posts = Messages in this place
earlier = Earlier messages
nothing-yet = Nothing has been said here yet.
skip = Go to the message box
box = Write a message, or type / to see the commands
commands = Commands
chosen = Chosen so far
remove = Take out
send = Send
only-you = Only you see this
close = Close
bring-back = Closed. Bring back what I typed
required = required
left = Characters left:
search = Search this list:
nothing-found = Nothing found
none-of-these = None of these
choose = Choose
more-fields = More questions after this: { $count }
menu = What you can do with this message by { $name }
edited = edited
no-such-command = There is no command { $typed } here. You can start these:
no-commands = There are no commands here.
command = **{ $call }**: { $about }
large = See the picture large
picture = The picture, large
away = Blether is not answering just now. What you typed is still here. If you just sent or pressed something, please do it again in a moment: it counts only once.
locked = This page opens with the address that Blether showed when it started. Please use that address.
too-much = That is more than fits in one go. Please make it shorter. What you typed is still here.
not-read = Blether could not read that. What you typed is still here. Please load the page again and try once more.
not-here = That message is not here any more.
about = This is a playground on your own computer, with invented people. Please never name a pupil.
draft = The English here is a draft. An educator has not yet checked it.

# Time, which stands still until somebody moves it
clock = The clock of this playground
now = { $day } { $at }
day = { $day } { $on }
to-next = The next thing
to-hour = An hour later
to-day = A day later
to-monday = Monday 09:00
on-the-way = { $count ->
    [0] On the way.
    [one] On the way. { $count } message so far.
   *[other] On the way. { $count } messages so far.
 }
said = { $count ->
    [0] Blether said nothing on the way.
    [one] Blether said { $count } thing on the way.
   *[other] Blether said { $count } things on the way.
 }
nothing-planned = Nothing more is planned.
to-thread = Open the thread
new = new

# The tour
tour = A three-minute tour
tour-take = Tour
tour-leave = Leave the tour
tour-show = Show me where
tour-step = Step { $number } of { $of }
tour-menu = Somebody here wrote something that made you think. Open the menu ⋯ of a message by one of the others.
tour-learned = Choose "{ $button }". If Blether does not know you yet, it first asks which language you like.
tour-keep = Write one line about what you learned, and press Send. Only you will see it.
tour-share = It is kept, for you alone. If you like, let the others see that one line: press "{ $button }".
tour-withdraw = There it stands, and everybody here sees it. Sharing is never for ever: press "{ $button }".
tour-end = It is yours alone again. That is the heart of Blether. Type / in the message box to see what else there is, or leave the tour here.
