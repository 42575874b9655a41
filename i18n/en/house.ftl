### Law tables
law-title = The law as data
law-lead = Every date that the service counts names its row here, with its source and words.
law-on = In force on
law-whose = Whose law
law-elsewhere = Not in force here: { $country }.
law-elsewhere-lead = These rows are for reading only; no time limit of this service is counted by them.
law-unverified =
    { $count ->
       [one] No lawyer has verified { $count } of the rows shown yet.
      *[other] No lawyer has verified { $count } of the rows shown yet.
    }
law-none = No row was in force on that day.
law-summary =
    { $count ->
       [one] { $count } row in force on { $day }
      *[other] { $count } rows in force on { $day }
    }
law-code = Code
law-limit = Limit
law-starts = Starts with
law-met = Is met by
law-bearer = Who bears it
law-mode = Which edition applies
law-mode-offence = that of the day of the offence
law-mode-act = that of the day of the act
law-mode-execution = that of the day of execution
law-in-force = In force
law-since = since { $from }
law-between = from { $from } until before { $until }
law-source = Source
law-confidence = Verification
law-verified = verified by { $who }
law-not-verified = not verified; supports an act only with the head’s countersignature
law-sure = { $share } sure; no lawyer has verified it yet
law-basis = How it is known
law-note = Note of the compilers
law-conflict = Conflicts with

## Users
users-title = Users
users-login = User name
users-login-hint = Latin letters, figures and dots
users-name = Name
users-role = Post
users-active = Active
users-disabled = Disabled
users-disable = Disable
users-add = Add a user
users-add-button = Add
users-password = Password, shown once: hand it over in person.
users-disabled-done = The account is disabled; its sessions have ended.

## State of the journal
journal-title = State of the journal
journal-lead = One order, nothing changed, nothing lost: what the record says about itself.
journal-tile-entries = entries
journal-tile-streams = streams
journal-tile-unsigned = entries since the last checkpoint
journal-head = Root of the tree
journal-last = Last entry
journal-checkpoints = Signed checkpoints
journal-tables = Published tables
journal-table = Table
journal-recorded = Recorded

## About and help
about-title = About and help
about-lead = Bagyt means “direction”. It is the working record of a probation service: one journal, many readings.
about-journal-title = Nothing is typed twice
about-journal = What happens is recorded once. The officer’s list, the head’s overview, the paper for the court and the monthly tables are read from the same entries, so no two screens can disagree. A mistake is mended by a further entry; nothing is deleted.
about-law-title = No row, no date
about-law = Every time limit names the row of law it comes from, with act, article and edition. A row that no lawyer has verified is marked and leads to no sanction by itself.
about-rights-title = Who looked is recorded
about-rights = A page with a person’s data is sent only after it is written down who looked, when and why. The person concerned can ask for it.
about-keys-title = Keyboard and print
about-keys = Everything works with the Tab key, without a mouse and without script. Every page can be printed.
about-licence-title = Licence
about-licence = Free software: Apache-2.0 or MIT, as you choose.
users-name-hint = Surname, given name, patronymic
