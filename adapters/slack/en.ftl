# What the adapter for Slack says itself.

submit = Save
next = Go on
close = Close
no-such-command = There is no command { $typed } here. You can start these:
no-commands = There are no commands here.
room = **/{ $name }**: { $about }
command = **{ $call }**: { $about }
in-menu = **{ $name }** (in the menu of a message): { $about }
begin = Begin
open = Show { $name }
too-slow = That took too long to open. Nothing was changed; please try once more.
not-read = I do not read or keep what is written here. Type one of these commands, or press a button:
file = Here is what you asked for. Only you see this.
