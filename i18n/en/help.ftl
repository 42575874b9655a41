### The guide inside the product
help-title = Guide
help-lead = Short chapters on working with the real pages. The rows of the law in them come from the tables in force.
help-own = For you: { $post }
help-others = Other chapters
help-contents = Chapters
help-language = The guide is written in Russian and English so far; pages, buttons and rows of the law are named in your language.
help-law = What the law asks
help-no-law = The tables of this country have no row about it.

law-here-title = What the law asks here
law-here-none = The tables of this country have no row for this step.
law-here-due = In this case: until { $day }
law-here-guide = How it is done: chapter of the guide

## The first day of a service and of an office
first-day-title = The first day
first-day-service = The service
first-day-office = Office: { $office }
first-day-lead = Each line is checked against the real state; nobody can tick one by hand.
first-day-whole = Everything is there.
first-day-left =
    { $count ->
       [one] { $count } step is missing before work can begin
      *[other] { $count } steps are missing before work can begin
    }
first-day-there = there
first-day-undone = missing
first-day-not-known = check it yourself
first-day-of = { $have } of { $of }
first_step-offices = The tables of the country have offices
first_step_how-offices = Their list is a table of the country; without it people have no post and cases no place. The administrator publishes a new one with bagyt law publish.
first_step-people = The service has people who work on cases
first_step_how-people = Add officers and heads with their offices.
first_step-heads = Each office with people has a head or a deputy
first_step_how-heads = Without a head nobody allocates cases and approves submissions.
first_step-second_factors = Everybody of whom a second factor is asked has one
first_step_how-second_factors = Each sets it up at the first sign-in; until then every other page is closed to them.
first_step-own_second_factor = Your second factor is set up
first_step_how-own_second_factor = Without it no submission can be approved.
first_step-second_person = At least two people of the office work on cases
first_step_how-second_person = Nobody approves their own draft. Where you are few, the interregional head approves; the administrator adds people.
first_step-law_rows = The rows of the law are compared with the acts
first_step_how-law_rows = A limit runs by an unverified row too, but a sanction on it needs the head's signature. The lawyer of the tables verifies.
first_step-reminders = The hours and days of reminders are set
first_step_how-reminders = They stand in a table of the service; the way on which reminders go stands in the server's settings file.
first_step-hosts = Hosts of community service are listed
first_step_how-hosts = Their list is a table of the country; the administrator publishes a new one with bagyt law publish.
first_step-first_act = A first court act was received
first_step_how-first_act = It comes as a court's message; a paper act is entered at the office.
first_step-allocated = A first case is with an officer
first_step_how-allocated = The limits of a case run without an officer too.
first_step-first_case = A first client is registered
first_step_how-first_case = The officer does it on the case's page.
first_step-checkpoint = The state of the journal is signed
first_step_how-checkpoint = Check the journal with bagyt verify, sign it with bagyt checkpoint, and give what is signed to somebody who does not depend on you.
first_step-backup = A copy of the record was made and opened once
first_step_how-backup = The program cannot know. Keep master.key apart from the copy; the chapter for administrators says how it is made.
