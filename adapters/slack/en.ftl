# What the adapter for Slack says itself.

description = Keep what you learn with each other, share it if you like, find it again.
submit = Save
next = Go on
close = Close
groups = groups
no-such-command = There is no command { $typed } here. You can start these:
no-commands = There are no commands here.
room = **/{ $name }**: { $about }
command = **{ $call }**: { $about }
in-menu = **{ $name }** (in the menu of a message): { $about }
begin = Begin
open = Show { $name }
too-slow = That took too long to open. Nothing was changed; please try once more.
home = **What you can do with Blether:**
installed = Blether is in your workspace now. Close this page and open Blether in Slack: its Home has everything.
not-installed = Blether was not installed, and nothing was kept. Please begin once more.
one-workspace = Blether is let in by one workspace at a time, never by a whole organisation, and nothing was kept. Please begin once more, and choose a workspace on Slack's page.
gone = Blether is not installed in this workspace any more. Whoever looks after it can install it again.
not-read = I do not read or keep what is written here. These are the commands; a button shows more:
