### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Move or cancel an appointment
change-link = move or cancel
change-about = Appointment: { $moment }, { $kind }
change-move-title = Move it to another time
change-move-lead = The former appointment stays in the case, marked as moved.
change-move-button = Move the appointment
change-cancel-title = Cancel it
change-reason = Why it is cancelled
change-why = What happened
change-why-hint = For the case; the client may ask to read it.
change-cancel-button = Cancel the appointment
change-over = The appointment has its outcome already and cannot be changed.
appointment-moved-done = The appointment is moved. Tell the client the new time.
appointment-cancelled-done = The appointment is cancelled. Tell the client.

## An entry: taking it back, correcting it
entry-title = An entry of the case
entry-mend = correct or take back
entry-mend-or-contest = correct or contest
entry-answer = answer
entry-contested = contested
entry-contested-since = The client has contested this entry since { $day }. Nothing may rest on it until the answer.
entry-number = entry no. { $number }
withdraw-title = Take the entry back
withdraw-lead = It stays visible, struck through, and no longer counts.
withdraw-button = Take the entry back
withdrawn-done = The entry is taken back. It stays visible in the case and no longer counts.
mending-reason = Why
mending-words = What was wrong
mending-words-hint = In your own words. They stay in the case.
correct-title = Correct the entry
correct-lead = The former content stays visible; the new one counts.
correct-button = Record the correction
corrected-done = The correction is recorded.

## The client contests an entry
contest-title = Record what the client contests
contest-lead = The client may say that an entry is wrong. Until a head has answered, no submission to the court may rest on it.
contest-limit = By law the client may object until { $day }.
contest-limit-passed = By law the client could object until { $day }; that day has passed. The words are recorded all the same, and the head decides.
contest-words = The client’s words, as spoken
contest-words-hint = As spoken or written. They go into a submission to the court.
contest-on = Day of the contest
contest-button = Record the contest
contested-done = The contest is recorded. The head will answer it.
answer-title = Answer the contest
answer-about = Which entry it is about
answer-said = What the client says
answer-upheld = Who is right?
contest_upheld-true = The client is right
contest_upheld-false = The entry is right
answer-true-hint = The entry and everything that rests on it are taken back.
answer-false-hint = The entry stays and may be relied on again.
answer-words = The answer to the client
answer-words-hint = The client is given these words; they go into a submission to the court.
answer-on = Day of the answer
answer-check-title = Check the answer
answer-button = Give the answer
answered-done = The answer is recorded. Give it to the client.
today-contest = The client contests an entry
submission-ground-contested = The client has contested this since { $day }; it cannot be a ground before the answer.

## An act that needs a second look
second-look-title = Needs a second look
second-look-kept = The { $act } of { $day } rests on a time limit ({ $law }) that ended on { $relied }. An entry made later shows that it was kept on { $kept }.
second-look-moved = The { $act } of { $day } rests on a time limit ({ $law }) that ended on { $relied }. After a later entry it ends on { $due }.
second-look-gone = The { $act } of { $day } rests on a time limit ({ $law }) that ended on { $relied }. After a later entry there is no such limit.
second-look-lost = The { $act } of { $day } rests on a violation that has been taken back.
act_kind-violation = violation
act_kind-warning = warning
act_kind-submission = submission
moved-due_moved = the time limit moved
moved-kept_after_all = the time limit was kept after all
moved-ground_lost = a ground was taken back
today-second-look = Look at it again. { $what }
action-second-look = Look at it again
uphold-title = Say that it stands
uphold-lead = It stands until somebody takes it back. If it is to stand although what it rested on has moved, say why.
uphold-words = Why it stands
uphold-words-hint = In your own words. They stay in the case.
uphold-what = What has moved
uphold-check-title = Check why it stands
uphold-until = If something moves again later, it is looked at again.
uphold-button = It stands
upheld-done = The reason is recorded. It stands until something moves again.
submission-doubts = What this submission rests on has moved, and nobody has said that it stands. Look at it before it goes on.
submission-ground-moved = Needs a second look: what it rests on has moved.

## Check your answers
check-lead = Check before it is recorded. What is recorded cannot be erased.
check-change = Change
check-button = Check the answers
check-appointments =
    { $count ->
       [one] { $count } planned appointment will be cancelled.
      *[other] { $count } planned appointments will be cancelled.
    }
check-withdrawn =
    { $count ->
       [one] { $count } entry will be taken back.
      *[other] { $count } entries will be taken back.
    }

## Closing, handing over, a new offence
case-decisions = Decisions on the case
closing-title = Close the case
closing-lead = A case is closed when its term is served or supervision has ended for another reason.
closing-reason = Why the case is closed
closing-reason-hint = Where a court ended or changed supervision, record its ruling: the case closes with it.
closing-on = Day on which it ended
closing-words = Explanation
closing-words-hint = Needed for another reason.
closing-check-title = Check: the case will be closed
closing-follows = After the closing no clock runs and no appointment is arranged.
closing-button = Close the case
closed-done = The case is closed.
transfer-title = Hand the case to another office
transfer-lead = The case goes to the other office with all its entries; its head gives it to an officer.
transfer-office = To which office
transfer-reason = Why it is handed over
transfer-on = From which day
transfer-words = What the new office should know first
transfer-words-hint = Whoever takes the case will see these words.
transfer-check-title = Check: the case will be handed over
transfer-follows = Your office will no longer see this case. The clocks of the law run on.
transfer-button = Hand the case over
transferred-done = The case is handed over. The new office sees it among those to be allocated.
return-title = Send the case back
return-lead = The case goes back to the office that transferred it, as long as nobody here was given it. Say what the sender has to mend.
return-office = Back to which office
return-reason = Why it is sent back
return-on = From which day
return-words = What has to be mended
return-words-hint = The office that sent the case will see these words.
return-check-title = Check: the case will be sent back
return-to-officer = The officer who had the case will have it again.
return-to-head = It will wait there for an officer.
return-follows = Your office will no longer see this case. The days for naming an officer run on from the transfer.
return-button = Send the case back
returned-done = The case is sent back. The office that sent it sees it with your reason.
return-link = Send back
reoffence-title = Record a new offence
reoffence-lead = What is recorded is the day of the act. What it means for the sentence is for the court to say.
reoffence-article = Article of the law
reoffence-on = Day of the act
reoffence-convicted-on = Day of conviction
reoffence-convicted-hint = If there is a conviction already.
reoffence-not-convicted = no conviction
reoffence-guard = There is no conviction yet: nobody is guilty until a court has said so.
reoffence-check-title = Check the record of a new offence
reoffence-button = Record it
reoffence-done = Recorded. What follows is for the court to decide.

## The report of a study
action-report = Send the report
report-title = Probation report
report-lead = The report rests on an assessment and says nothing of guilt: only a court decides that.
report-to = To
report-conclusion = Conclusion
report-conclusion-hint = What you learned of the person, the family, work and health, and what you propose. Scores of an assessment stay out of the report.
report-duties = Duties proposed
report-duties-hint = Leave it empty if you propose none.
report-check-title = Check: the report will be sent
report-follows = It goes out at once; no second report can be sent in this case.
report-button = Send it to the court
report-done = The report is sent. The clock is met.
report-pdf = The report sent to the court (PDF)

## Violations that are no absence
violation-new-title = Establish a violation of a duty
violation-new-lead = For what is no missed meeting. Hear the client first: without the client’s answer nothing is established.
violation-ground = What was done
violation-duty = Which duty was broken
violation-no-duty = None that the court set
violation-happened-on = Day on which it happened
violation-evidence = What proves it
violation-evidence-words = The evidence in words
violation-evidence-hint = Which paper, whose report, what it says. It goes with a submission to the court.
violation-heard-on = Day on which the client was heard
violation-warn = Warning
violation-warn-now = Issue a written warning at once
violation-check-title = Check the violation
violation-button = Establish the violation
violation-title = Violation
violation-warned = A warning was issued for it.
violation-happened = happened on { $day }
violation-proof = Evidence: { $words }
violation-said = The client: { $words }
breach_evidence-officer_report = An officer’s report
breach_evidence-tracking = Data of the tracking device
breach_evidence-agency = A letter of the police or of another agency
breach_evidence-host = A letter of an employer, a school or a host
breach_evidence-witness = What a witness said
breach_evidence-document = Another paper
refusal-breach-missing = Say on which day and how the duty was broken
refusal-absence-and-breach = A violation is about an absence or about another duty, not about both
refusal-breach-later = It happened on { $happened_on }, after the decision of { $established_on }; mend one of the days
refusal-breach-outside-term = Supervision runs from { $from } to { $until }, not on { $happened_on }
refusal-duty-not-set = The duty “{ $duty }” is not in force in this case; choose another one
refusal-breach-evidence-missing = Write what proves the violation
refusal-heard-elsewhen = The client is heard between { $happened_on } and the decision of { $established_on }, not on { $heard_on }
refusal-client-words-missing = Write down the client’s own words, or that no explanation was given

## A head countersigns where a row of law is not verified
countersign-ask-title = Ask the head to countersign
countersign-ask-lead = The rule below has not been verified against the law’s own text. What rests on it can be recorded only with the head’s countersignature.
countersign-words = What is to be done, and why
countersign-words-hint = The head reads this beside the rule. It stays in the case.
countersign-ask-button = Ask the head
countersign-asked-done = The head was asked. You will see the answer in your day.
countersign-needed = This rule is not verified. Before it can be recorded, the head of the office must countersign.
countersign-asked = The head was asked on { $day } and has not answered yet.
countersign-signed = { $head } countersigned on { $day }: { $words }
countersign-refused = { $head } refused on { $day }: { $words }
countersign-submission = Submission to the court: { $kind }
signed_act-violation = Establishing a violation
signed_act-warning = Issuing a warning
signed_act-submission = A submission to the court
countersign-title = Countersign
countersign-about = Open what it is about
countersign-rows = The rule that is not verified
countersign-rows-hint = Your signature says that you read the rule and answer for the act that rests on it. It carries this one act and no other.
countersign-asked-by = Asked by
countersign-asked-on = Asked on
countersign-answer = Answer
countersign-answered-by = Answered by
countersign-answered-on = Answered on
countersign-decision = Your decision
countersign-true-hint = The officer can then record the act; your name stands in its entry.
countersign-false-hint = The officer sees your reason and cannot record the act.
countersign_signed-true = Countersign
countersign_signed-false = Refuse
countersign-answer-words = Your reason
countersign-answer-hint = What you read and why you decide so.
countersign-password-hint = Only for a countersignature: it shows once more that it is you.
countersign-button = Record the decision
countersign-answered-done = Your decision is recorded. The officer sees it in the day.
signature_status-asked = asked
signature_status-signed = countersigned
signature_status-refused = refused
signature_status-used = countersigned, the act is recorded
today-countersign = A colleague asks for a countersignature: { $kind }
today-countersigned = The head has countersigned; it can be recorded: { $kind }
today-signature-refused = The head refused to countersign: { $kind }
