# Room garden: a swap of seeds.

room = Swap seeds with the other gardeners

do-give = Put a packet of seeds in the swap box
    .title = Give some seeds
    .takes = About a minute.
do-box = Show everybody what is in the swap box
do-offer = Offer what I have too much of
    .title = Offer what I have too much of
    .takes = About a minute.
do-take = I want some
    .title = I want some
    .takes = About a minute.
do-show = Look at a packet I gave
    .title = Look at a packet
    .takes = A few seconds.
do-pass-on = Hand one of my packets to somebody
    .title = Hand on a packet
    .takes = A few seconds.
do-compost = Compost one of my packets
    .title = Compost one of my packets
    .takes = A few seconds.
do-water = Water a packet I keep
    .title = Water a packet
    .takes = A few seconds.
do-remind = Be reminded of a packet
    .title = Be reminded
    .takes = A few seconds.
do-remind-wrongly = Be reminded of nothing
    .title = Be reminded of nothing
    .takes = A few seconds.
do-look = Look after a packet
    .title = Look after a packet
    .takes = A few seconds.
do-fair = Hold a seed fair
    .title = Hold a seed fair
    .takes = About a minute.
do-rain = Call the seed fair off
    .title = Call the seed fair off
    .takes = A few seconds.
do-greet = Tell somebody where the fair is
    .title = Tell somebody
    .takes = A few seconds.
do-spot = Note a message about seeds
    .menu = About seeds
do-confide = Tell the old apple tree a worry
    .title = Tell the apple tree
    .takes = As long as you like. Nothing is kept.
do-weigh = Weigh some seeds
    .title = Weigh some seeds
    .takes = A few seconds.

ask-name = What grows from it?
ask-story = Where does it come from?
    .hint = A grandmother, a market, a walk.
ask-sort = What sort is it?
ask-colours = Which colours?
ask-seeds = How many seeds?
ask-sown = When was it sown?
ask-packet = Which packet?
ask-to = To whom?
ask-minutes = For how long?
ask-at = When?
ask-where = Where?
ask-who = Whom?
ask-worry = What worries you?
ask-wish = What do you wish for?
ask-note = What is on the scales?

column-keeper = Who keeps it
column-watered = Watered for
table-packet = Packets of seeds

flower = Flower
herb = Herb
vegetable = Vegetable
red = Red
white = White
yellow = Yellow

offered = { $name }
empty = An empty packet grows nothing.
given = { $who } put { $count ->
    [one] one seed
   *[other] { $count } seeds
 } in the box.
give-done = **In the box.** Thank you.
offered-here = { $who } offers:
offer-done = Offered.
taken = It is yours.
about = A packet you gave.
has-story = Its story
has-sort = Sort
has-colours = Colours
has-seeds = Seeds
has-watered = Minutes of watering
has-sown = Sown
passed = { $who } keeps it now.
composted = It makes good soil.
watered = Watered for { $minutes ->
    [one] one minute
   *[other] { $minutes } minutes
 } so far.
reminded = You will be reminded: { $at }.
box = What is in the swap box
box-alt = The swap box, a dot for each packet.
box-row = { $sort }: { $count }.
look = How is it growing?
fair = A seed fair, { $at }.
fair-title = Seed fair
fair-where = in { $where }
fair-about = Bring to { $where } what you have too much of.
fair-again = every year
rained = It rains: there is no fair.
fair-done = It is announced in { $where }.
open = The fair is open. In the box: { $count ->
    [one] one packet.
   *[other] { $count } packets.
 }
greet = { $who }, the fair is in { $where }.
spotted = Noted: [this message]({ $link }).
frost = No word of frost, please.
heard = The tree heard { $worry } and { $wish } letters, and forgot them.
weighed = It weighs { $grams } g.

take-it = I want some
pass-it = Hand it on
invite = Invite somebody
spot-it = Note it again
