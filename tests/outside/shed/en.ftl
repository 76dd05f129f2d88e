# Room shed: clearing out.

room = Clear out the shed

do-clear = Clear out the shed
    .title = Clear out the shed
    .takes = About a minute.
do-look = Look around the shed
do-boast = Boast of the shed
    .title = Boast of the shed
    .takes = A few seconds.
do-peek = Peek into the garden
do-circle = Talk about the shelf in a thread
    .title = Talk about the shelf
    .takes = About a minute.
ask-names = What is on the shelf?

cleared = { $count ->
    [one] One packet went to the garden.
   *[other] { $count } packets went to the garden.
 }
too-full = That is too much at once.
looked = Dusty, but dry.
shelf = On the shelf
to-box = Into the box
again = Look again
thanks = Thank you, { $who }.
circle = What shall become of these?
