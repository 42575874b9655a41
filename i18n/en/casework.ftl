### Columns of tables
column-client = Client
column-what = What
column-due = By when
column-basis = Why
column-state = State
column-status = Standing of the case
column-domain = Kind of probation
column-measure = Sentence or measure
column-article = Article
column-risk = Risk
column-last-contact = Last contact
column-next-appointment = Next appointment
column-next-due = Nearest legal time limit
column-until = Term ends
column-office = Office
column-officer = Officer
column-name = Name
column-number = Case number
column-day = Day
column-month = Month
unverified = unverified
article-of = art. { $article }, { $act }

## Today
today-title = Today
today-summary =
    { $count ->
       [one] One thing to do, the nearest legal time limit first
      *[other] { $count } things to do, the nearest legal time limit first
    }
today-nothing = Nothing is due. New work appears here by itself.
today-on-paper = The day on paper
today-overdue = Overdue
today-now = Today
today-week = In the next seven days
today-tile-overdue = overdue
today-tile-today = due today
today-tile-week = in the next seven days
today-tile-clients = clients under supervision
today-appointment = Appointment: { $kind }
today-outcome = Record the outcome of the appointment: { $kind }
today-absence = Weigh an absence
today-submission = Submission: { $kind }
today-approve = Check and approve the submission: { $kind }
today-allocate = Give the case to an officer
today-returned = Sent back by another office: { $reason }
today-review = Decide whose records these are
today-at = at { $time }
today-by = by { $day }
today-by-time = by { $day }, { $time }
action-contact = Record a contact
action-appointment = Arrange an appointment
action-registration = Register the client
action-assessment = Assess risk and needs
action-plan = Agree the plan
action-absence = Weigh the absence
action-submission = Prepare a submission
action-open = Open the case
action-allocate = Allocate
action-approve = Check
action-review = Decide
action-outcome = Record the outcome
day-sheet-title = The officer’s day
day-sheet-caption = What is to be done, in the order of the legal time limits
day-sheet-tick = Done
day-sheet-by-hand = tick by hand
day-sheet-note = This paper carries names. Keep it with you and destroy it at the end of the day.

## Cases
cases-summary =
    { $count ->
       [one] { $count } case
      *[other] { $count } cases
    }
cases-none = No case answers to this choice.
cases-csv = As a table file (CSV)
export-xlsx = As a workbook (XLSX)
cases-whose = Whose
cases-mine = Mine
cases-office = The whole office
cases-open = All open

## A case
case-clocks = Time limits
case-no-clocks = No time limit is running.
case-timeline = What happened
case-older = Show all entries
case-plan = Duties and plan
case-documents = Documents
case-about = About the case
case-term = Term: { $from } – { $until }
case-served = Part of the term that has passed
case-appointments = Appointments
case-no-appointments = No appointment is arranged.
case-record-outcome = record the outcome
case-obligations = Duties set by the court
case-no-obligations = The court set no further duties.
case-goals = Goals agreed with the client
case-no-plan = No plan is agreed yet.
case-client-page = The client’s page, to print
case-in-force-on = Act in force since
case-received-on = Act received
case-language = Language of the client
case-birth = Birth date
case-national-no = PIN
case-warnings = Warnings in force
case-restricted = Restricted
case-stub = Access to this case is restricted. Ask the head of the office { $office } if your work needs it.
clock-from = runs from { $day }
clock-met = done { $day }
clock-edition = edition in force from { $day }
entry-withdrawn = withdrawn
entry-known = Recorded { $moment } · { $actor } · № { $number }
entry-known-elsewhere = Received { $moment } · { $actor }
actor-system = the system

## Contact
contact-title = Record a contact
contact-lead = What happened: the meeting was held, or the client did not come.
contact-outcome = How did it go?
outcome-attended = Came and did what was agreed
outcome-failed_to_comply = Came, but did not do what was agreed
outcome-sent_home_behaviour = Sent home because of behaviour
outcome-sent_home_service = Sent home: the service could not hold the meeting
outcome-absent = Did not come
contact-absent-hint = This alone is no violation: the client is heard first.
contact-appointment = Which appointment was it?
contact-appointment-hint = The outcome is put down to the appointment.
contact-no-appointment = None, it was not arranged
contact-held-on = On what day
contact-held-at = At what time
contact-kind = Kind of meeting
contact-place = Place
contact-note = Note
contact-note-hint = Facts first: who, where, what was agreed. The client can ask to read it.
contact-button = Record
contact-done = The contact is recorded.
absence-recorded-done = The absence is recorded. Now hear the client.

## Appointment
appointment-title = Arrange an appointment
appointment-planned = Already arranged: { $moment }, { $kind }
appointment-on = Day of the appointment
appointment-at = Time
appointment-minutes = Length
minutes =
    { $count ->
       [one] { $count } minute
      *[other] { $count } minutes
    }
appointment-note = What the client should bring or know
appointment-note-hint = Stands on the client’s page.
appointment-button = Arrange
appointment-done = The appointment is arranged.

## Registration and assessment
registration-title = Register the client
registration-lead = The client came, learnt of rights and duties, and is on the register from that day.
registration-on = Day of registration
registration-rights = Were rights and duties explained?
registration-rights-hint = In a language that the client understands, with the right to complain.
registration-language = Language in which the client is told
registration-address = Address
registration-phone = Telephone
registration-button = Register
registration-done = The client is on the register.
assessment-title = Assess risk and needs
assessment-guard = A judgement of a person about a person, with its reasons; no score. Religion, ethnicity, politics and language are never reasons.
assessment-on = Day of the assessment
assessment-risk = Risk of a new offence
assessment-needs = What does the client need help with?
assessment-needs-hint = Choose all that apply.
assessment-reason = Reasons
assessment-reason-hint = On what facts the judgement rests.
assessment-button = Record the assessment
assessment-done = The assessment is recorded.

## Absence
absence-title = Absence
absence-missed-on = Did not come on
absence-said = What the client said
absence-explanation-title = Hear the client
absence-explanation-lead = Nobody is judged unheard: write down what the client says, or that the client gave no explanation.
absence-form = How was the explanation given?
absence-received-on = Day of the explanation
absence-words = The client’s words
absence-words-hint = As they were said or written. They go with a submission to the court.
absence-explanation-button = Record the explanation
absence-decision-title = Weigh the absence
absence-guard = You decide, with a reason. Nothing follows by itself, and custody is never the first response.
absence-decision = What do you decide?
decision-accept = Accept the reason
decision-accept-hint = The absence is excused and counts for nothing.
decision-violation = Establish a violation
decision-violation-hint = The rule of law is named in the entry; a warning can follow.
absence-reason = Accepted reason
absence-reason-hint = Only if the reason is accepted.
absence-ground = Ground of the violation
absence-ground-hint = Only if a violation is established.
absence-decided-on = Day of the decision
absence-why = Your reasons
absence-why-hint = The court and the client can read them.
absence-decision-button = Record the decision
absence-back = Back to the case
explanation-done = The explanation is recorded.
accepted-done = The reason is accepted; the absence counts for nothing.
violation-done = The violation is established.
warning-title = Issue a written warning
warning-on = Day of the warning
warning-words = Words of the warning
warning-words-hint = What the client is warned of, and of what follows by which article.
warning-button = Issue the warning
warning-done = The warning is issued.

## Submission to the court
submission-title = Submission to the court
submission-lead = A draft first. You check it, the head of the office approves it, then it goes to the court.
submission-kind = What is the court asked for?
submission-grounds = Grounds
submission-grounds-hint = Violations that stand. Excused absences are not among them.
submission-no-grounds = No violation is established in this case; only requests in the client’s favour can be made.
submission-duty = Which duty
submission-duty-hint = Only to add or lift a duty.
submission-until = New last day of the term
submission-until-hint = Only to extend the term.
submission-reasons = Reasons
submission-reasons-hint = Facts and what was done to help before. The client’s words are added by themselves.
submission-button = Make the draft
submission-drafted-done = The draft is ready. Check it.
submission-check-title = Check the submission
submission-pdf = The document (PDF)
submission-court = Court
submission-law = By which article
submission-approve-title = Approve
submission-approve-lead = You confirm in the system that this goes to the court. Enter your password once more; the server signs the document’s digest.
submission-approve-button = Approve and send
submission-approved-done = Approved. The submission is on its way to the court.
submission-waits-head = Waits for the approval of the head of the office; nobody approves an own draft.
submission-way = The way of the submission
submission-digest = Digest of the document
submission-digest-hint = SHA-256. “bagyt verify --document FILE” says whether a file is this document.

## The client's page
client-page-title = What I must do
client-page-date = As of { $day }
client-page-must = By when
client-page-by = Day and time
client-page-article = Article
client-page-nothing = Nothing is due now. Keep the appointments.
client-page-appointment = Come to the probation office: { $kind }
client-page-obligations = What the court laid on me
client-page-help = Whom to ask and where to complain
client-page-officer = My officer
client-page-office = Probation office
client-page-complaint = Complaint
client-page-complaint-text = To the head of the office, to the prosecutor or to the court. A complaint never makes things worse for me.
client-page-legal-aid = Legal aid
client-page-legal-aid-text = Free for those who have the right to it: ask the officer or the bar.
client-page-rights = If I cannot come, I call before the appointment and bring a paper about the reason. I may read what is written about me and contest it.
client-page-back = Back to the case

## Plan, timeline, papers
today-more =
    { $count ->
       [one] One more thing to do later; this list shows the nearest ones.
      *[other] { $count } more things to do later; this list shows the nearest ones.
    }
plan-title = Agree the plan
plan-lead = What the client and you want to reach together. The client gets these words.
plan-on = Day of agreement
plan-goals = Goals
plan-goals-hint = One goal a line, in plain words.
plan-button = Record the plan
plan-done = The plan is recorded.
entry-open = open
entry-corrected = corrected
court_paper-invented-paper = Invented country: this paper has no legal force.
court_paper-not-explained = gave no explanation
court_paper-request-extend = We ask the court to extend the term to
court_paper-request-add-duty = We ask the court to add a duty
court_paper-request-lift-duty = We ask the court to lift a duty
court_paper-request-replace = We ask the court to replace the sentence or measure
court_paper-request-cancel = We ask the court to cancel the conditional sentence or release
court_paper-request-end-early = We ask the court to end supervision early
court_paper-request-search = We ask the court to declare a search and suspend the term
article-short = art. { $article }

## Choosing entries of a case
timeline-filter = Choose entries
timeline-kinds = About what
timeline-by = Who wrote it
timeline-from = From
timeline-until = To
timeline-word = A word of the entry
timeline-system = Entries of the system
timeline-system-shown = shown
timeline-system-hidden = hidden
timeline-view = View
timeline-view-full = full
timeline-view-short = short, opens in place
timeline-reset = Show everything
timeline-expand = More
timeline-by-anybody = anybody
timeline-shown = Entries shown: { $shown } of { $count }.
entry_group-meetings = meetings, letters, work
entry_group-breaches = absences and violations
entry_group-court = court and search
entry_group-support = help, plan, payments
entry_group-file = personal file and assessment
entry_group-way = way of the case and access
entry_group-other = corrections and others
fact-casework-client-changed = The case was found to be another person’s

## Filters of the list of cases
cases-more = More filters
cases-keep-filter = Keep this filter
cases-due-late = Overdue
filters-title = Saved filters
filters-lead = A filter is kept for you alone and always shows the cases of today.
filters-nothing = Nothing is filtered yet. Choose in the list of cases.
filters-new = Keep a filter
filters-kept = Your filters
filter-name = Name of the filter
filter-name-hint = No names of people. The same name replaces the former filter.
filter-keep = Keep
filter-remove = Remove
filter-kept-done = The filter is kept.
filter-removed-done = The filter is removed.
cases-due-days =
    { $count ->
       [one] within { $count } day
      *[other] within { $count } days
    }
cases-ending-days =
    { $count ->
       [one] ends within { $count } day
      *[other] ends within { $count } days
    }
cases-quiet-days =
    { $count ->
       [one] no contact for { $count } day
      *[other] no contact for { $count } days
    }
