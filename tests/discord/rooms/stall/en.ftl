# Room stall: for tests.

room = For tests: to hold everybody up

do-gather = Put a button there
    .title = A button
do-here = Say that one is there
    .title = I am here
do-hold = Hold everybody up
    .title = Hold up

gather = Who is there?
here-it = I am
done = Done.
