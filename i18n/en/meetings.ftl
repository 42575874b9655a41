### Outcomes of meetings, letters, appointments
today-evidence = Await the paper or weigh the absence
await-title = Awaiting a paper
await-until = Until which day
await-until-hint = No later than the legal day of the decision.
await-what = Which paper
await-what-hint = For example, a hospital's certificate.
await-button = Await the paper
await-done = The day is recorded and will stand in the list of the day.
excuse-title = Accept a reason later
excuse-lead = The violation and the warning fall by visible entries, and the count goes down.
excuse-button = Accept the reason
excused-done = The reason is accepted: the violation and the warning are withdrawn.
letter-lead = The letter is written in the client's language and kept in the case.
letter-about-on = Day it is about
letter-respond-by = Answer of the client no later than
letter-law = Law
letter-next = What follows by law
letter-language = Language of the letter
letter-language-hint = The one in which the client reads.
letter-button = Issue the letter
letter-done = The letter is issued. Print it and hand it to the client.
letter-due = answer by { $day }
letter_kind-explanation_request = Request for an explanation
letter_kind-warning = Written warning
letter_write-explanation_request = Ask for an explanation by letter
letter_write-warning = Issue the warning on paper
outcome-absent_excused = The client did not come, for a good reason
outcome-absent_awaiting = The client did not come and promises a paper
contact-excused-hint = The reason and what proves it stand below.
contact-awaiting-hint = The day and the paper stand below; the absence waits for a decision.
contact-no-reason = None
contact-reason-hint = Only where the absence is excused at once.
contact-until-hint = Only where the client promises a paper.
contact-why = What proves the reason
contact-why-hint = What is known of the reason; which paper the client will bring.
fact-casework-evidence-awaited = Evidence of the reason is awaited
fact-casework-letter-issued = A letter to the client was issued
refusal-absence-decided = The absence of { $missed_on } is already decided
refusal-awaiting-day-passed = { $until } has passed; give a day that is still to come
refusal-awaiting-after-limit = The decision is due by { $due_on } ({ $row }); { $until } is too late
refusal-awaited-what = Say which paper is awaited
refusal-letter-unknown-matter = No such letter is written about this entry
refusal-letter-answered = No explanation of the absence of { $missed_on } is needed any more
refusal-letter-already-issued = Such a letter was issued on { $issued_on }
refusal-letter-too-late = The legal day for the answer, { $respond_by }, has passed; weigh the absence

## Series of appointments
appointment-holder = Held by
appointment-holder-own = The officer of the case
appointment-language = Language of the meeting
appointment-interpreter = An interpreter is needed
appointment-repeat = Repeat
appointment-repeat-hint = The days are shown before they are arranged.
appointment-repeat-none = Do not repeat
appointment-repeat-until = Repeat until
appointment-free-day = If the office is closed that day
series_every-week = Every week
series_every-fortnight = Every second week
series_every-month = Every month
free_day-skip = Leave it out
free_day-move = Move it to the next working day
series-title = Check the days
series-left-out = office closed, left out
series-moved = moved from { $day }
series-free = free
series-clash = Not every day is possible. Change the answers: all are arranged or none.
series-button = Arrange all of them
series-empty = No working day of a meeting lies in this time
series-done = The appointments are arranged.
refusal-series-backwards = A series cannot begin on { $first } and end on { $until }
refusal-series-too-long = A series has at most { $most } appointments; end it earlier
refusal-series-calendar = The holidays of { $on } are not known yet; end the series earlier
series-lead =
    { $count ->
       [one] { $count } appointment will be arranged.
      *[other] { $count } appointments will be arranged.
    }

## The paper of a day
day-entry-title = Enter a day from paper
day-entry-day = Day
day-entry-show = Show
day-entry-empty = No appointment of this day is left without an outcome.
day-entry-lead = Each line is recorded by itself; a line without an outcome stays for later.
day-entry-none = Do not record
day-entry-button = Record the lines filled in
day-entry-done = The outcomes are recorded.
day-entry-overtaken = Somebody else has recorded some of these meetings; look at their cases.
day-entry-denied = You may not record the outcome of this meeting

## The calendar for a telephone
calendar-title = Calendar for a telephone
calendar-name = Meetings at work
calendar-lead = Your meetings appear in the calendar of your telephone and keep themselves up to date: two weeks back and half a year ahead.
calendar-picture = QR code with the address of the calendar
calendar-address = Address of the calendar
calendar-address-hint = Point the camera of the telephone at the picture, or add this address to the calendar app as a subscription.
calendar-private = The calendar has no names and no cases: only kind, place and time of a meeting, and a link that opens after signing in. The address opens the calendar without a password: give it to nobody.
calendar-renew-title = Somebody else learned the address
calendar-renew-lead = A new address closes the old one. A telephone that showed the former calendar has to subscribe again.
calendar-renew = Get a new address
calendar-renew-done = The address was replaced. The former one shows nothing any more.

## Group sessions
refusal-unknown-topic = The topic { $topic } is not in the list; choose another one
today-session = Group session: { $topic }
today-session-outcome = Record the outcomes of the group session: { $topic }
action-session = Open the session
group-link = the whole session
group-title = Group session
group-new-title = Arrange a group session
group-new-lead = Each client gets an appointment in the own case; all of them are arranged or none.
group-topic = What it is about
group-topic-choose = Choose a topic
group-on = Day of the session
group-language = Language of the session
group-language-own = Each client’s own
group-clients = Clients
group-clients-hint = Your own clients are listed. Others of the office are found by name; who was chosen stays chosen.
group-find = Find a client by name
group-find-button = Find
group-nobody = Nobody whom you could ask was found.
group-check-button = Check the session
group-check-title = Check the group session
group-clash = Not every client can come. Change the answers: all are asked or none.
group-arrange-button = Arrange the session
group-arranged-done = The session is arranged in the cases of all its clients. Tell them the time.
group-not-begun = Outcomes are recorded once the session has begun.
group-nothing = Choose the outcome of at least one client
group-nobody-awaited = The outcomes of all clients are recorded, or the session was cancelled.
group-register-button = Record the outcomes
group-register-done = The outcomes are recorded in the cases.
group-sheet-title = Sign-in sheet
group-sheet-signature = Signature
group-sheet-outcome = What came of it
group-sheet-note = The sheet carries names: it stays with whoever holds the session. Enter the outcomes from it afterwards on the page of the session.
group-change-title = Move or cancel the session
group-move-title = Move it for everybody
group-move-lead = All who are awaited are moved, or nobody. The former appointments stay in the cases, marked as moved.
group-move-button = Move the session
group-moved-done = The session is moved. Tell the clients the new time.
group-cancel-title = Cancel it for everybody
group-cancel-button = Cancel the session
group-cancelled-done = The session is cancelled. Tell the clients.
group-join-title = Add clients
group-join-button = Add to the session
group-joined-done = The clients are asked to the session. Tell them the time.
line-reason = Why the client did not come, a promised paper
line-note-hint = of an excused absence, what proves the reason
refusal-group-size = A session about this topic has { $least } to { $most } clients; chosen: { $clients }
refusal-group-holder = Somebody else has to hold the meeting with this client
refusal-group-over = Nobody is awaited in this session any more; arrange another one
group-topic-choice =
    { $count ->
       [one] { $topic } (up to { $count } client)
      *[other] { $topic } (up to { $count } clients)
    }
group-size =
    { $count ->
       [one] { $count } client
      *[other] { $count } clients
    }
group-more =
    { $count ->
       [one] { $count } more client of the office is found by name.
      *[other] { $count } more clients of the office are found by name.
    }
group-closed =
    { $count ->
       [one] { $count } more client is awaited whose case is restricted; whoever may open it changes and records that appointment.
      *[other] { $count } more clients are awaited whose cases are restricted; whoever may open them changes and records those appointments.
    }
