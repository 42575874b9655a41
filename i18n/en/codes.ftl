### Kinds of probation work
domain-pre_sentence = Pre-sentence probation
domain-non_custodial = Non-custodial sanctions
domain-penitentiary = Penitentiary probation
domain-post_release = Post-release probation

## Person
sex-f = Female
sex-m = Male
age_group-under_18 = Under 18
age_group-18_24 = 18–24 years
age_group-25_34 = 25–34 years
age_group-35_44 = 35–44 years
age_group-45_59 = 45–59 years
age_group-60_over = 60 and older
language-ky = Kyrgyz
language-kk = Kazakh
language-ru = Russian
language-en = English
language-uz = Uzbek
language-tg = Tajik

## Risk and needs
risk-low = Low
risk-medium = Medium
risk-high = High
need-accommodation = A place to live
need-documents = Papers and benefits
need-employment = Work and income
need-education = School and training
need-finances = Debts and money
need-family = Family and children
need-health = Health of the body
need-mental_health = Mental health
need-alcohol = Alcohol
need-drugs = Drugs
need-thinking = Thinking and attitudes
need-company = The company kept
need-violence = Anger and violence

## Meetings
contact_kind-registration = Reporting for registration
contact_kind-interview = Interview
contact_kind-home = Home visit
contact_kind-workplace = Visit at work or school
contact_kind-phone = Telephone call
contact_kind-video = Video call
contact_kind-group = Group session
contact_kind-community_work = Community work
contact_kind-prison = Visit to a prison
contact_place-office = At the probation office
contact_place-home = At the client’s home
contact_place-work = At work or school
contact_place-prison = In a prison
contact_place-agency = At another agency
contact_place-remote = At a distance
contact_place-elsewhere = Elsewhere
attendance-attended = Came and did what was agreed
attendance-failed_to_comply = Came, but did not do what was agreed
attendance-sent_home_behaviour = Sent home because of behaviour
attendance-sent_home_service = Sent home because the service could not hold the meeting
appointment_status-planned = Planned
appointment_status-held = Held
appointment_status-missed = Client did not come
appointment_status-cancelled = Cancelled
cancel_reason-rescheduled = Moved to another time
cancel_reason-client = The client asked
cancel_reason-officer = The officer was away
cancel_reason-case_ended = The case ended or was handed over

## Absences and violations
explanation_form-written = In writing
explanation_form-spoken = By word of mouth, written down by the officer
explanation_form-refused = Asked, but gave no explanation
absence_reason-court_or_legal = Summoned by a court or another agency
absence_reason-employment = Work
absence_reason-family = Care for the family or a child
absence_reason-medical = Illness
absence_reason-religious = A religious duty
absence_reason-custody = Was detained
absence_reason-force_majeure = Road, weather, disaster
absence_reason-service_fault = The service’s own fault
absence_reason-judgement = The officer’s judgement, in words
absence_status-awaiting_reason = To be weighed
absence_status-accepted = Reason accepted
absence_status-violation = Violation established
absence_status-warned = Warning issued
violation_ground-no_show = Did not come to an appointment or for registration
violation_ground-moved_without_notice = Moved without notice
violation_ground-left_work_without_notice = Left work or study without notice
violation_ground-duty_not_done = Did not do a duty that the court set
violation_ground-forbidden_place_or_hour = In a forbidden place or out at a forbidden hour
violation_ground-tracking_damaged = Damaged or took off the tracking device
violation_ground-work_evaded = Evaded community or correctional work
violation_ground-administrative_offence = Administrative offence with a penalty

## Submissions and rulings
submission_kind-extend = Extend the term
submission_kind-add_duty = Add a duty
submission_kind-lift_duty = Lift a duty
submission_kind-replace = Replace the sentence or measure
submission_kind-cancel = Cancel the conditional sentence or release
submission_kind-end_early = End supervision early
submission_kind-search = Declare wanted and suspend the term
submission_status-drafted = Draft
submission_status-approved = Approved
submission_status-sent = Sent to the court
submission_status-received = Received by the court
submission_status-decided = Decided

## Cases
case_status-unallocated = Without officer
case_status-active = Under supervision
case_status-suspended = Suspended
case_status-closed = Closed
close_reason-completed = Served to the last day
close_reason-revoked = Replaced by a stricter punishment
close_reason-ended_early = Ended early by the court
close_reason-died = The client died
close_reason-transferred_abroad = Taken over by another country
close_reason-other = Another reason
allocation_reason-lowest_caseload = Lowest caseload
allocation_reason-continuity = Knows the client
allocation_reason-language = Speaks the client’s language
allocation_reason-speciality = Trained for this kind of case
allocation_reason-succession = An officer left or is away
transfer_reason-moved = The client moved
transfer_reason-territory_changed = The territory of the offices changed
transfer_reason-safety = Safety
transfer_reason-impartiality = Impartiality
return_reason-not_resident = The client does not live here
return_reason-papers_missing = Papers are missing
return_reason-wrong_office = Another office is to have it
return_reason-other = Another reason
mending_reason-mistake = Recorded by mistake
mending_reason-wrong_case = Belongs to another case
mending_reason-twice = Recorded twice
mending_reason-reason_accepted = The absence was excused
mending_reason-contested = Contested by the client, rightly

## Clocks
clock_state-open = Open
clock_state-in_time = In time
clock_state-late = Late
clock_state-never = Never done
clock_state-void = No longer needed

## Posts
role-officer = Probation officer
role-psychologist = Psychologist
role-social_worker = Social worker
role-legal_adviser = Legal adviser
role-head_of_office = Head of office
role-deputy_head = Deputy head of office
role-interregional_head = Head of interregional department
role-department_analyst = Department analyst
role-headquarters = Headquarters
role-prison_social_worker = Prison social worker
role-clerk = Clerk of a court or prosecutor’s office
role-trainer = Trainer
role-learner = Learner
role-academy_manager = Academy manager
role-project_manager = Project manager
role-law_tables = Lawyer of the law tables
role-inspector = Inspector
role-administrator = Administrator

## What happened, as an entry behind a number
event-entry = Case opened
event-exit = Case closed
event-contact = Meeting held
event-absence = Client did not come
event-excuse = Reason accepted
event-violation = Violation established
event-warning = Warning issued
event-submission = Submission sent to the court
event-ruling = Ruling of a court
event-reoffence = New offence
event-late_act = Court act arrived late
event-transfer = Case handed to another office

## Entries of the journal
fact-casework-case-opened = Case opened
fact-casework-case-allocated = Case given to an officer
fact-casework-case-transferred = Case handed to another office
fact-casework-case-returned = Case sent back by the office that was to take it
fact-casework-case-restricted = Access to the case changed
fact-casework-glass-broken = Restricted case opened, with a reason
fact-casework-access-reviewed = Access to the restricted case reviewed
fact-casework-staff-excluded = Who is excluded from the case changed
fact-casework-client-registered = Client registered
fact-casework-assessment-made = Risk and needs assessed
fact-casework-plan-agreed = Plan agreed
fact-casework-appointment-arranged = Appointment arranged
fact-casework-appointment-cancelled = Appointment cancelled
fact-casework-contact-recorded = Meeting held
fact-casework-absence-recorded = Client did not come
fact-casework-explanation-received = Client gave an explanation
fact-casework-reason-accepted = Reason accepted
fact-casework-violation-established = Violation established
fact-casework-warning-issued = Written warning issued
fact-casework-response-waived = It was decided that nothing follows a violation
fact-casework-submission-drafted = Submission drafted
fact-casework-submission-approved = Submission approved
fact-casework-submission-sent = Submission sent to the court
fact-casework-submission-received = The court has the submission
fact-casework-order-changed = Ruling of the court
fact-casework-reoffence-recorded = New offence became known
fact-casework-case-closed = Case closed
fact-casework-entry-withdrawn = An entry was withdrawn
fact-casework-entry-corrected = An entry was corrected
fact-casework-staff-appointed = Member of staff appointed
fact-casework-staff-left = Member of staff left the post
fact-casework-reduction-granted = The target of a member of staff lowered for a time
fact-casework-reduction-ended = A reduction of the target ended
fact-casework-leave-recorded = A member of staff is away for some days
fact-casework-leave-ended = A leave ended
fact-casework-sample-drawn = The sample of oversight drawn
fact-casework-sample-answered = A file of a sample looked at
fact-core-table-published = Table published
fact-core-register-imported = Register imported
fact-core-evidence-kept = Batch of evidence kept
fact-core-row-drafted = Row of law drafted
fact-core-row-review-asked = Second lawyer asked
fact-core-row-returned = Drafted row given back
fact-core-row-approved = Drafted row approved
fact-core-row-given-up = Drafted row given up

## Messages
message_status-received = Received
message_status-understood = Understood
message_status-review = Waiting for a person’s decision
message_status-rejected = Rejected
message_status-opened = Case opened
message_status-sent = Sent
message_status-acknowledged = Received by the other side
need_status-open = Open
need_status-answered = Answered

## Law
domain-pre_trial = Rights before trial
act-act_on_the_amnesty_of_independence = Act on the Amnesty of Independence
act-act_on_clemency_for_parents = Act on Clemency for Parents
act-probation_act = Probation Act
act-criminal_code = Criminal Code
act-criminal_procedure_code = Criminal Procedure Code
act-budget_act = Budget Act
act-criminal_code_no_226_v = Criminal Code No 226-V
act-criminal_procedure_code_no_231_v = Criminal Procedure Code No 231-V
act-penal_executive_code_no_234_v = Penal-Executive Code No 234-V
act-law_on_probation_no_38_vi = Law on Probation No 38-VI
act-order_of_the_minister_of_the_interior_no_511_of_15_08_2014 = Order of the Minister of the Interior No 511 of 15.08.2014
act-law_on_the_republican_budget = Law on the Republican Budget
act-constitution_of_1995 = Constitution of 1995
act-criminal_code_no_127_of_28_10_2021 = Criminal Code No 127 of 28.10.2021
act-criminal_code_no_19_of_2017 = Criminal Code No 19 of 2017
act-criminal_procedure_code_no_129_of_28_10_2021 = Criminal Procedure Code No 129 of 28.10.2021
act-penal_executive_code_no_17_of_31_01_2017 = Penal-Executive Code No 17 of 31.01.2017
act-law_on_probation_no_34 = Law on Probation No 34
act-law_on_the_procedure_and_conditions_of_detention_no_85_of_28_04_2025 = Law on the Procedure and Conditions of Detention No 85 of 28.04.2025
act-constitution_of_2021 = Constitution of 2021
act-court_order = Court order
act-procedure_of_cabinet_resolution_no_58 = Procedure approved by Cabinet Resolution No 58
basis-read = read in the text of the act
basis-excerpt = read in an excerpt
basis-press = taken from the press or a report
basis-recalled = recalled, not read
basis-invented = made up for the invented country
bearer-officer = probation officer
bearer-probation = probation service
bearer-court = court
bearer-client = client
bearer-suspect = suspect
bearer-prosecutor = prosecutor
bearer-police = police
bearer-head_of_office = head of office
bearer-employer = employer
bearer-prison = prison
bearer-parliament = parliament
bearer-head_of_detention = head of the place of detention
bearer-investigator = investigator
bearer-judge = judge
bearer-state = state
bearer-local_executive_body = local executive body
bearer-supervising_body = supervising body
bearer-volunteer = volunteer
verifier-invented_country = invented country
limit-of_term = { $part } of the term
limit-minutes =
    { $count ->
       [one] { $count } minute
      *[other] { $count } minutes
    }
limit-hours =
    { $count ->
       [one] { $count } hour
      *[other] { $count } hours
    }
limit-days_of_24_hours =
    { $count ->
       [one] { $count } day of 24 hours
      *[other] { $count } days of 24 hours
    }
limit-calendar_days =
    { $count ->
       [one] { $count } calendar day
      *[other] { $count } calendar days
    }
limit-working_days =
    { $count ->
       [one] { $count } working day
      *[other] { $count } working days
    }
limit-weeks =
    { $count ->
       [one] { $count } week
      *[other] { $count } weeks
    }
limit-months =
    { $count ->
       [one] { $count } month
      *[other] { $count } months
    }
limit-years =
    { $count ->
       [one] { $count } year
      *[other] { $count } years
    }
limit-times =
    { $count ->
       [one] once
      *[other] { $count } times
    }
limit-hours_of_work =
    { $count ->
       [one] { $count } hour of work
      *[other] { $count } hours of work
    }
limit-index_units =
    { $count ->
       [one] { $count } monthly index unit
      *[other] { $count } monthly index units
    }
limit-percent =
    { $count ->
       [one] { $count } per cent
      *[other] { $count } per cent
    }

## Messages in and out
message_kind-judgment = Court act
message_kind-ruling = Ruling of a court
message_kind-receipt = Receipt
message_kind-conviction_notice = Notice of a conviction
message_kind-submission = Submission to the court
message_kind-report = Probation report
message_kind-acknowledgement = Acknowledgement
message_kind-unknown = Unknown kind
message_status-applied = Written into its case
mender-sender = the sender mends it
mender-administrator = the administrator mends it
mender-table_keeper = the keeper of the tables mends it
value_type-text = text
value_type-whole-number = whole number
value_type-list = list
value_type-object = object
link_reason-same_number = The same national number
link_reason-former_number = A former number of the person
link_reason-number_one_digit_off = The number differs in one digit
link_reason-other_number = Another national number
link_reason-number_against_its_record = The number says another birth date than the record
link_reason-same_names = The same names
link_reason-names_in_other_order = The same names in another order
link_reason-similar_names = Similar names
link_reason-other_surname = Another surname
link_reason-other_patronymic = Another patronymic
link_reason-other_names = Other names
link_reason-same_birth_date = The same birth date
link_reason-day_and_month_swapped = Day and month of birth swapped
link_reason-birth_date_one_digit_off = The birth date differs in one digit
link_reason-birth_year_only = Only the birth year is the same
link_reason-birth_date_unknown = The birth date is not known
link_reason-other_birth_date = Another birth date
link_reason-other_sex = Another sex

## Languages in which people are spoken to
language-ug = Uyghur
language-tr = Turkish
language-de = German
language-zh = Chinese
language-ar = Arabic
language-fa = Persian

## Later words of casework
absence_status-lapsed = Not weighed before the case was closed
submission_status-lapsed = Not sent before the case was closed
fact-casework-entry-contested = The client contested an entry
fact-casework-contest-answered = The contest was answered
fact-casework-countersignature-asked = A head was asked to countersign
fact-casework-countersignature-answered = A head answered whether to countersign
fact-casework-act-upheld = An act stands after a second look
fact-casework-task-deferred = A piece of work was put off
fact-casework-task-handed = A piece of work was handed to a colleague
fact-casework-report-sent = Report sent to the court
code_list-courts = courts
code_list-measures = sentences and measures
code_list-articles = articles of the criminal code
code_list-obligations = duties
code_list-settlements = places of residence
code_list-countries = countries (ISO 3166)
code_list-languages = languages
code_list-agencies = agencies

## Delivery of what is sent
message_status-delivered = Delivered; its receipt is awaited
message_status-failing = Not delivered yet
delivery_fault-unreachable = the other system cannot be reached
delivery_fault-timed_out = the other system did not answer in time
delivery_fault-refused = the other system refuses the message
delivery_fault-no_receipt = the answer is no receipt for this message
delivery_fault-directory = the folder of exchange cannot be used
