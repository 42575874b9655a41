## The workload of a member of staff
staff-title = Workload: { $name }
staff-left = Left the post on { $on }
workload-points = Points
workload-of = { $points } of { $available }
workload-share = Capacity used
workload-none = carries no cases
workload-left = Left of the target
workload-target = Target in full time
workload-in-hand = Work in hand
workload-nothing = Nothing is in hand.
workload-kind = Kind of work
workload-domain = Field
workload-risk = Risk
workload-count = How many
workload-each = Points of one
workload-all = Points of all
workload-invented = Points and targets here are invented: the service sets them by its own order.
work_kind-supervision = Supervision
work_kind-report = Study and report
work_kind-suspended = Supervision suspended
work_kind-submission = Submission in the writing
risk-unassessed = Not assessed yet

## Reductions of the target
reduction-title = Reductions
reduction-none = The target was never lowered.
reduction-new = Lower the target for a time
reduction-kind = Why
reduction-percent = By how many per cent
reduction-percent-hint = Of the target in full time
reduction-most = { $most } % at most
reduction-most-days = { $most } % at most, for { $days } days at most
reduction-from = From what day
reduction-until = Until what day (on that day the target is full again)
reduction-until-hint = Leave it empty if it is not known.
reduction-words = What it rests on: an order, a paper
reduction-button = Lower the target
reduction-done = The target is lowered; the workload is counted anew.
reduction-term = { $percent } % from { $from }
reduction-term-until = { $percent } % from { $from } until { $until }
reduction-holds = holds
reduction-later = not begun yet
reduction-over = over
reduction-end = End
reduction-end-title = End the reduction
reduction-end-on = From what day is the target full again
reduction-end-hint = If it was recorded by mistake, give its first day: it then never held.
reduction-end-button = End the reduction
reduction-ended-done = The reduction is ended.
reduction_kind-trainee = In training
reduction_kind-newly_qualified = New in the post
reduction_kind-part_time = Part time
reduction_kind-sickness = Long illness
reduction_kind-parental = Parental leave
reduction_kind-union = Work for the union
reduction_kind-specialist = Leads a field for the whole service
reduction_kind-other_duties = Other duties by order

## Refusals
refusal-no-post-then = The person has no post on { $on }
refusal-reduction-no-rule = The policy of { $on } knows no reduction “{ $reduction }”
refusal-reduction-out-of-bounds = “{ $reduction }”: from 1 to { $most } %, not { $percent } %
refusal-reduction-ends-first = A reduction from { $from_on } cannot end on { $until_on }
refusal-reduction-too-long = “{ $reduction }” from { $from_on } ends on { $latest_on } at the latest
refusal-reduction-overlaps = There is “{ $reduction }” since { $since_on }; end it first
refusal-no-reduction = There is no such reduction, or it is over
refusal-reduction-end-outside = The reduction holds from { $from_on }; it cannot end on { $ended_on }

## Leave and who stands in
leave-title = Leave
leave-none = No leave is recorded.
leave-new = Record a leave
leave-lead = In these days the work stands in the day of whoever stands in; the cases stay with their officer.
leave-kind = Why
leave-from = First day away
leave-until = First day back
leave-cover = Who stands in
leave-cover-hint = A colleague of the same office who is there in these days.
leave-words = Order, note
leave-button = Record the leave
leave-done = The leave is recorded; the work stands with whoever stands in.
leave-term = from { $from } until { $until }, { $name } stands in
leave-holds = away now
leave-end = End it early
leave-end-title = Back before the day
leave-end-on = First day back at work
leave-end-hint = If it was recorded by mistake, give its first day.
leave-end-button = Record the return
leave-ended-done = The return is recorded.
leaving-title = Leaving the post
leaving-on = First day away from the post
leaving-hint = The cases stay under this name until you give them to others; until then their time limits stand in your day.
leaving-button = Record the leaving
leaving-done = The leaving is recorded; give the cases to others.
leaving-cases =
    { $count ->
      [one] { $count } open case
      *[other] { $count } open cases
    }
staff-cases =
    { $count ->
      [one] Give { $count } case to others
      *[other] Give { $count } cases to others
    }

## Giving cases to others
reallocation-title = Give the cases to others
reallocation-lead = Proposed so that the work is spread evenly; change it where needed. All of it is recorded at once.
reallocation-none = This member of staff has no open cases.
reallocation-after = After, as proposed
reallocation-to = To whom
reallocation-stays = Not now
reallocation-button = Give the cases
reallocation-nothing = Choose for at least one case to whom it goes
reallocation-done = The cases are given.
reallocation-more =
    { $count ->
      [one] { $count } more case is left for the next time.
      *[other] { $count } more cases are left for the next time.
    }
today-reallocate =
    { $count ->
      [one] { $count } case of somebody who is gone: give it to another
      *[other] { $count } cases of somebody who is gone: give them to others
    }
action-reallocate = Give away
leave_kind-annual = Annual leave
leave_kind-sick = Illness
leave_kind-family = Family matters
leave_kind-study = Study
leave_kind-journey = Journey of duty
leave_kind-other = Another reason

## Refusals about leave
refusal-leave-ends-first = A leave from { $from_on } cannot end on { $until_on }
refusal-leave-overlaps = The person is away from { $since_on } until { $until_on } already
refusal-leave-covers-another = The person stands in for a colleague from { $from_on } until { $until_on }; find somebody else first
refusal-leave-own-cover = Nobody stands in for oneself
refusal-leave-cover-elsewhere = Who stands in works in another office: { $cover_office }
refusal-leave-cover-without-post = Who stands in has no post on { $on }
refusal-leave-cover-not-supervising = Who stands in does not supervise clients
refusal-leave-cover-away = Who stands in is away too, from { $since_on } until { $until_on }
refusal-no-leave = There is no such leave, or it is over
refusal-leave-end-outside = The leave lasts from { $from_on } until { $until_on }; it cannot end on { $ended_on }

## Samples of oversight
oversight-title = Oversight of files
oversight-lead = Each month a few cases of each officer are drawn by lot; nobody chooses them.
oversight-to-draw =
    { $count ->
      [one] The sample of this month is not drawn yet for { $count } officer.
      *[other] The sample of this month is not drawn yet for { $count } officers.
    }
oversight-draw = Draw the sample
sample-done = The sample is drawn; the files wait for you.
oversight-waiting = To be looked at
oversight-none = No file waits.
oversight-by = To be looked at by
oversight-scores = How files are kept, over twelve months
oversight-scores-hint = The mean of the files looked at; few files say little. It is the file that is scored, not the client.
oversight-files = Files
oversight-score = Score
oversight-no-score = no score
oversight-whole = The office as a whole
oversight-looked-at = Looked at
oversight-looked = Looked at on
oversight-file = Oversight of the file: { $name }
oversight-open = Open the case
oversight-drawn = Lot
oversight-lot = position { $position } of the journal, out of { $pool } cases, number { $seed }
oversight-answer = Answer
oversight-words = What was found
oversight-words-hint = What is good, what to mend and by when; the officer will read it.
oversight-button = Record the finding
sampled-file-done = The finding is recorded.
today-sample-to-draw = The sample of this month is to be drawn
today-sample = Look at a file of { $name }
file_answer-yes = Yes
file_answer-partly = In part
file_answer-no = No
file_answer-not_applicable = Does not arise in this case

## Refusals about samples
refusal-sample-drawn-already = The sample of { $month } was drawn on { $drawn_on }; a month is drawn once
refusal-sample-nothing-to-draw = The member of staff has no open case
refusal-sample-all-drawn = The samples of this month are drawn already
refusal-not-in-sample = The case is in no such sample
refusal-sample-answered-already = The file was looked at on { $answered_on }
refusal-sample-outside-days = A file is answered for from { $drawn_on } to today, not on { $on }
refusal-sample-unanswered = A question has no answer
refusal-sample-unknown-question = The policy has no such question
refusal-no-oversight-setting = The policy says nothing of samples on { $on }

## The brief of a week
brief-title = Weekly brief: { $office }
brief-crumb = Weekly brief
brief-country = the whole service
brief-all = All offices
brief-week = from { $from } to { $until }
brief-earlier = The week before
brief-later = The week after
brief-happened = What happened in the week
brief-this = This week
brief-before = A week before
brief-returned = Sent back by another office, waiting today
brief-overdue = Overdue today, by time limit
brief-nothing-overdue = Nothing is overdue.
brief-today = As of today
brief-note = Numbers are of happenings and time limits, not of people; each leads to what stands behind it.
brief-cut = The first 500 are shown.

## Comparing offices
practice-interval = 95 % interval
practice-interval-hint = Where the intervals of two offices meet, this month does not tell them apart. Small offices are counted together.
practice-small =
    { $count ->
      [one] { $count } small office together
     *[other] { $count } small offices together
    }

## Prosecutors’ acts
prosecutor-title = Prosecutors’ acts of supervision
prosecutor-act = A prosecutor’s act
prosecutor-what = { $kind } No { $number } of { $day }
prosecutor-none = No act of a prosecutor has come.
prosecutor-new = Register an act that came
prosecutor-kind = Kind of act
prosecutor-number = Number of the act
prosecutor-dated = Day of the act
prosecutor-signed = Who signed it
prosecutor-signed-hint = Office and surname of the prosecutor
prosecutor-on = Came on
prosecutor-answer-by = Answer by
prosecutor-answer-by-hint = Where the act states a day; else the day of house policy holds.
prosecutor-words = What was found and what the prosecutor demands
prosecutor-button = Register the act
prosecutor-answer = The answer
prosecutor-answer-new = Record the answer
prosecutor-answer-button = Answer the prosecutor
prosecutor-outcome = What was answered
prosecutor-answer-number = Our number
prosecutor-answered-on = Day of the answer
prosecutor-answer-words = What was done, or why not
prosecutor-by-act = { $day }, as the act states
prosecutor-by-policy = { $day }, by the rules of the service
prosecutor-answered-in-time = Answered in time
prosecutor-act-done = The act is registered. The day of the answer stands in the head’s day.
prosecutor-answer-done = The answer is recorded.
today-prosecutor = Answer the prosecutor: { $kind }
prosecutor_act_kind-representation = Representation
prosecutor_act_kind-order = Order
prosecutor_act_kind-protest = Protest
prosecutor_act_kind-caution = Caution
prosecutor_act_outcome-satisfied = Satisfied
prosecutor_act_outcome-partly_satisfied = Satisfied in part
prosecutor_act_outcome-refused = Refused, with reasons
refusal-prosecutor-act-registered = The act No { $number } of { $dated } is registered already
refusal-prosecutor-number-missing = Write the number that stands on the paper
refusal-prosecutor-signed-missing = Say who signed the act
refusal-prosecutor-line-too-long = Numbers and names have at most { $most } characters
refusal-prosecutor-act-before-its-day = An act of { $dated } cannot have come on { $on }
refusal-prosecutor-answer-before-receipt = An act that came on { $on } cannot be answered by { $answer_by }
refusal-prosecutor-act-unknown = There is no such act
refusal-prosecutor-act-answered = The act was answered on { $answered_on }
refusal-prosecutor-before-receipt = The act came on { $received_on }, after { $on }
refusal-no-prosecutor-setting = The rules of the service say nothing of acts that came on { $on }
fact-casework-prosecutor-act-received = A prosecutor’s act came
fact-casework-prosecutor-act-answered = A prosecutor’s act was answered
prosecutor-answered-late =
    { $count ->
       [one] Answered { $count } day late
      *[other] Answered { $count } days late
    }
prosecutor-left =
    { $count ->
       [one] { $count } day left
      *[other] { $count } days left
    }
