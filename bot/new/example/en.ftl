# Room example. A name in braces is a value; **two stars** make it strong. `blether check` names what is missing.

# What the room is for, in the list of all rooms
room = Say something, and say it aloud if you like

# For each action: what it does; for one that asks, the title of its form and how long it takes
do-say = Say something
    .title = Say something
    .takes = A few seconds.
do-aloud = Say it aloud
    .title = Say it aloud
    .takes = A few seconds.

# For each field: what the form asks
ask-what = What would you like to say?

# What the room says
said = **You said:**
heard = { $who } says:
said-aloud = **Done.** Everybody here can read it.

# What its buttons say
say-aloud = Say it aloud
