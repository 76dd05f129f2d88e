# Room my: what I have set, what is held on me.

room = My settings and my data: see, change, take away or delete them

do-settings = See what I have set, and change it
    .title = My settings
do-hours = Set my language, working days and quiet hours
    .title = When and how to reach me
    .takes = Half a minute. Left empty, it is as for everybody.
do-profile = Say what I do, what I can offer and what I look for
    .title = About me
    .takes = A minute. Only you see it until you join something that asks for it.
do-export = Take away everything that is held on me here
    .title = Take away my data
do-forget = Delete everything that is held on me here, for good
    .title = Be forgotten

ask-language = Which language shall Blether speak to you?
ask-days = On which days do you work?
ask-quiet_since = From when shall it be quiet?
    .hint = A time of day, such as 18:00.
ask-quiet_until = Until when shall it be quiet?
    .hint = A time of day, such as 7:30.
ask-zone = Which time zone are you in?
    .hint = Type a city to find it.
ask-job = What do you do?
ask-phases = With whom do you work?
ask-interests = What are you interested in?
ask-offers = What could you offer a colleague?
    .hint = An idea, an hour, a visit, a listening ear.
ask-seeks = What are you looking for?
ask-sure = Are you sure?

column-remote = Your id on this platform
column-name = Your name here
column-met = First seen
column-moderator = Moderates here
column-left = Left on

job-teacher = Teacher
job-new = New to teaching: student, newly qualified, probationer
job-support = Support staff
job-leader = Head or leader
job-coordinator = I look after professional learning
job-partner = University or other partner
job-otherwise = Something else
phase-early = Early years
phase-primary = Primary
phase-secondary = Secondary
phase-special = Additional needs: ALN, ASN, SEND
phase-further = Further education and work-based learning
phase-higher = Higher education and teacher education
phase-community = Youth work, adults and community
day-1 = Monday
day-2 = Tuesday
day-3 = Wednesday
day-4 = Thursday
day-5 = Friday
day-6 = Saturday
day-7 = Sunday
sure-yes = Yes

settings = **What you have set here.** Only you see this.
has-language = Language: { $language }
has-zone = Time zone: { $zone }
has-days = Working days: { $days }
has-quiet = Quiet from { $since } until { $until }: what would reach you then waits.
has-job = What you do: { $job }
has-phases = With whom: { $phases }
changed = **Kept.**
export = **Here is everything that is held on you here**, once to read and once for machines. Blether keeps no copy of these files.
export-title = What Blether holds on me: { $community }
export-rest = The other file, for machines, also has what Blether keeps so that buttons and posts work.
forget-sure = **Delete everything that is held on you here?** Your entries, settings and drafts are gone for good, what you shared is taken back, and nobody is told. It takes a few seconds. You may want to take your data with you first.
forgotten = **It is done: you are forgotten here.** What you shared is being taken back now. If you ever use Blether again, it will greet you as somebody new.

hours-it = When and how to reach me
profile-it = About me
export-it = Take my data with me
forget-it = Be forgotten
forget-yes = Yes, delete everything
see-them = My settings
