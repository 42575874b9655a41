### Looking for a person
search-title = Search for a person
search-query = Name, PIN, case number, telephone, address or a word of the record
search-hint = In Cyrillic or Latin letters, in any order; the beginning of a name is enough, and one letter may be wrong.
search-found =
    { $count ->
       [one] One person found
      *[other] { $count } people found
    }
search-more =
    { $count ->
       [one] The first { $count } person is shown. Add another name or a birth year.
      *[other] The first { $count } people are shown. Add another name or a birth year.
    }
search-nobody = Nobody found. Try fewer letters or another spelling.
search-no-cases = No case that you may see.
search-born = born { $day }
search-found-by = found by: { $what }
search-masked = A case with restricted access
hit_by-name = name ({ $spelling })
hit_by-former-name = former name { $name } ({ $spelling })
hit_by-national-number = personal number
hit_by-number = number of the court act or case
hit_by-phone = telephone
hit_by-address = address
hit_by-words = words of the record: { $places }
hit_spelling-written = as it is written
hit_spelling-folded = another spelling
hit_spelling-beginning = beginning of the name
hit_spelling-without-patronymic = no patronymic on record
hit_spelling-form = another form of the surname or patronymic
hit_spelling-one-letter = one letter differs
hit_source-notes = notes of staff
hit_source-client = the client's words
hit_source-papers = papers of and for the court
hit_source-file = personal file, assessment, plan

## Incoming messages
inbox-title = Incoming
inbox-lead = What other agencies sent, kept as it came, and what became of it.
inbox-tabs = By state
inbox-all = All
inbox-none = No message here.
column-message = Message
column-counterpart = From or to
column-received = Received
column-action = Next step
message-size = Size in bytes
message-digest = Digest (SHA-256)
message-faults = Why it cannot be acted on
message-who-mends = The sender mends it and sends it again; what came in is kept.
message-content = Content of the message
message-content-hint = These bytes are kept and never changed.
message-open-case = Open the case
message-open-review = Decide who it is

## A paper act
paper-title = Take in a paper act
paper-lead = A judgment that came on paper: the short form, the stamp of receipt, and the scan.
paper-act = The court act
paper-court = Court
paper-number = Number of the criminal case
paper-number-hint = As it stands on the act
paper-received-on = Received on
paper-received-hint = Stamp of the office.
paper-decided-on = Day of the judgment
paper-in-force-on = In force since
paper-article = Article and part
paper-article-hint = For example 205(2)
paper-months = Term in months
paper-months-hint = For example 24
paper-person = The convicted person
person-surname = Surname
person-given-name = Given name
person-patronymic = Patronymic
person-patronymic-hint = Also uulu, kyzy, uly; may be empty
person-birth-on = Birth date
person-sex = Sex
person-national-no = PIN
person-national-no-hint = May be empty; then a person decides who it is
person-language = Language
person-residence = Place of residence
paper-scan-title = Scan of the act
paper-scan = File
paper-scan-hint = { $types }, up to { $megabytes } MB. The scan is kept unchanged.
paper-button = Take in
paper-done = The act is taken in.
wrong-scan-missing = The scan is missing; choose its file again

## Allocation
unallocated-title = Cases to allocate
unallocated-lead = Opened in your office and not yet given to an officer. Their time limits already run.
unallocated-none = Every case has its officer.
waits-days =
    { $count ->
       [one] waits { $count } day
      *[other] waits { $count } days
    }
allocate-title = Give the case to an officer
allocate-officer = To which officer?
allocate-before = Points and capacity before
allocate-after = Points and capacity after
allocate-load = Caseload
allocate-points = A case weighs by kind of work, field and risk; capacity is the share of what the officer can carry.
allocate-proposed = proposed
allocate-reason = Why this officer?
allocate-on = From what day
allocate-button = Allocate
allocate-done = The case is with its officer.
column-cases = Cases

## My office
office-title = Office: { $office }
office-lead = Who has how much, what is overdue, and what waits for you.
office-tile-cases = open cases
office-tile-overdue = time limits overdue
office-tile-unallocated = to allocate
office-tile-to-weigh = absences to weigh
office-tile-to-approve = submissions to approve
office-tile-reviews = identities to decide
office-officers = Officers and their caseload
column-high-risk = High risk
column-overdue = Overdue

## Who is who
reviews-title = Who is who
reviews-lead = Messages whose person could be someone we know. Nothing happens until a person decides.
reviews-none = No identity waits for a decision.
review-candidates =
    { $count ->
       [one] { $count } possible person
      *[other] { $count } possible people
    }
review-open = Compare
review-title = Is it the same person?
review-guard = Compare before you decide. A wrong link puts one person’s guilt on another; if in doubt, take a new person: records can be joined later.
review-caption = The message and the people it could be
review-field = What is compared
review-message = In the message
review-candidate = Person { $number }
review-same = same
review-different = different
review-decision = Whose message is it?
review-new = A new person
review-new-hint = None of those we know.
review-reason = Why
review-reason-hint = What you compared: a document, a photograph, a call to the court.
review-button = Record the decision
review-done = The decision is recorded; the message goes on its way.
review-decided = Decided already.

## Comparing people, points, messages
review-of = Message of { $moment }
review-why = What speaks for and against
message-faulty = The message has a fault; open it to read which
person-citizenship = Citizenship
person-citizenship-hint = Two letters, for example KG; XX for none
paper-hours = Hours of work
paper-hours-hint = Only community service
paper-percent = Per cent of the wage
paper-percent-hint = Only correctional works

## Delivery of what is sent
delivery-title = Delivery
delivery-detail = For the technician
delivery-waits = Waits for its turn, or no way to this agency is set up; the administrator sets it up
delivery-delivered = Handed over on { $at }; the receipt has not come yet
delivery-failed =
    { $count ->
       [one] Failed once: { $why }. Next attempt: { $next }. If it goes on, the administrator mends the connection.
      *[other] Failed { $count } times: { $why }. Next attempt: { $next }. If it goes on, the administrator mends the connection.
    }
message-cut = Only the beginning is shown; the whole is kept.

## Two records of one person
merge-title = One person, two records
merge-lead = Where one person was taken in twice, one head joins the records and another confirms it. Each record keeps its own; a mistake is parted again, and each has only its own once more.
merge-main = Main record
merge-other = Other record
merge-find = Find the other record: name, number, telephone
merge-likeness = What is alike and what is not
merge-choose = Whose record is the same person’s
merge-words = Reason in words
merge-words-hint = By what one sees that it is one person: papers, marks, the client’s words.
merge-refusal-hint = Needed where you refuse.
merge-propose-button = Propose to join
merge-proposed-done = The proposal is recorded and waits for another head.
merge-proposed-by = Proposed by
merge-decide-title = Decision
merge-decision = Is it one person?
merge-decide-button = Record the decision
merge-confirmed-done = The records are joined.
merge-refused-done = The proposal is refused.
merge-waits = The proposal waits for another head’s decision.
merge-part-title = Part the records
merge-part-lead = Each has only its own again. Say of each case that came in since they were joined whose it is.
merge-whose = Whose case it is
merge-whose-case = Whose is case { $number }
merge-part-button = Part
merge-parted-done = The records are parted, each with its own.
merge-list = Joining of records waits for a decision
merge-item = Is it one person: { $main } and { $other }?
merge_state-alone = a record of its own
merge_state-waiting = waits for confirmation
merge_state-joined = joined with another
merge_decision-confirm = yes, join them
merge_decision-refuse = no, refuse
