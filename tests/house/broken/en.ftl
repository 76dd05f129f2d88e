# Room broken: each of these is wrong on purpose, or leads to what is.

room = Everything that is wrong
table-note = Notes

do-write = Write a note
    .title = Write a note
    .takes = A few seconds.
do-look-up = Look up a note
    .title = Look up a note
    .takes = A few seconds.
do-tidy = Tidy up
do-quote = Quote somebody
    .title = Quote somebody
    .takes = A few seconds.
do-gather = Gather notes
do-praise = Praise somebody
    .title = Praise somebody
    .takes = A few seconds.
do-number = Count
    .title = Count
    .takes = A few seconds.
do-shelve = Put on a shelf
    .title = Put on a shelf
    .takes = A few seconds.
ask-words = Which words?
ask-name = Which name?
ask-digits = Which number?
ask-shelf = Which shelf?
written = Written.
nothing = There is nothing of that name.
emptied = Everything is empty.
quoted = They said { $words }, and you are late.
one = A note
praised = Well said: { $words }
counted = Counted to { $count }.
read-it = Read it
top = The top shelf
