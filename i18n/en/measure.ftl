### Monthly tables
statistics-title = Monthly tables
statistics-lead = Every number opens to the entries it was counted from.
statistics-indicator = Indicator
statistics-country = The whole country
statistics-total = Total
statistics-counted-at = counted at journal position { $position }
statistics-cell-hint = Choose a number to see its entries.
dimension-office = Office
dimension-domain = Kind of probation
dimension-measure = Sentence or measure
dimension-article_group = Group of articles
dimension-sex = Sex
dimension-age_group = Age
chart-title = { $name } by month
chart-description = Lines over the months { $from } to { $until }; the same figures stand in the table below.
chart-figures = The figures of the chart

## Entries behind a number
cell-title = Entries behind a number
cell-entries = The entries that were counted
cell-entry = Entry of the journal
cell-none = No entry was counted.
cell-definition = Definition
cell-position = Counted at position
cell-hidden-names = Names stay with the offices; a number opens to its entries, not to its people.

## Law against practice
practice-title = Law against practice
practice-lead = The same rows of law that make tomorrow’s tasks, read backward: was the law kept?
practice-row = Rule of law
practice-shares = Shares
practice-kept = In time of those due
practice-none = No time limit fell due in these months.
practice-definition = A time limit belongs to the month in which it fell due. Share: met in time, of those met or never met; open ones are not counted in it.
practice-chart = Kept in time, by month

## Survival
survival-title = Time without a new offence
survival-lead = How long people stay without a new offence or arrest after their release, by week (Kaplan–Meier).
survival-none = Nobody was released in this journal yet. A register can be imported with “bagyt import”.
survival-week = Week
survival-week-hint = From 0 to the end of follow-up
survival-people =
    { $count ->
       [one] { $count } person in the cohort
      *[other] { $count } people in the cohort
    }
survival-curve = Share without a new offence
survival-axis = weeks since release
survival-definition = Product-limit estimate with Greenwood’s standard error; the band is the 95% interval on the log-minus-log scale. Who left follow-up counts as at risk until then.
survival-steps = Every step of the curve
survival-at-risk = At risk
survival-events = New offences or arrests
survival-share = Share without
survival-error = Standard error
survival-interval = 95% interval
survival-members = New offences in week { $week } after release

## Training needs
needs-title = Training needs
needs-lead = Where the law was kept less than it should be, and what the team could learn. A person raises a need; no number does.
needs-weak = Weak indicators
needs-none-weak = No indicator lies below its threshold.
needs-raise = Raise a need
needs-raised = Needs raised
needs-none-raised = No need is raised yet.
needs-competence = Competence
needs-value = Value and threshold
needs-value-of =
    { $count ->
       [one] { $value } of { $count } time limit kept, { $threshold } required
      *[other] { $value } of { $count } time limits kept, { $threshold } required
    }
needs-raised-on = Raised
need-raise-title = Raise a training need
need-raise-button = Raise the need
need-done = The need is raised; the academy sees it.
need-indicator = Indicator
need-entries = Entries from which it was counted
need-title = Training need
need-moved = The figure has moved since
need-count = Record the new figure
need-answer = How is it met?
need-words = In words
need-words-hint = What course, who coaches, or what is missing if it is not training.
need-answer-button = Answer the need
need-answered-done = The answer is recorded.
need-counted-done = The new figure is recorded.
need_answer-course = A course
need_answer-coaching = Coaching at work
need_answer-placement = A placement in another office
need_answer-guidance = Guidance of the head of office
need_answer-no_training = Training is not what is missing

## Evidence
evidence-title = Evidence for partners
evidence-lead = A rule of a standard, the published number that answers to it, and the entries behind the number.
evidence-publish = Publish this result
evidence-published = Published { $day }: { $value }, counted at position { $position }
evidence-done = The result is published.

## Tables, figures, periods
statistics-rows = Rows
statistics-columns = Columns
statistics-nothing = Nothing happened in this month.
statistics-withheld = hidden
statistics-hidden =
    { $count ->
       [one] One number is hidden because few people stand behind it.
      *[other] { $count } numbers are hidden because few people stand behind it.
    }
cell-number = Number
cell-scope = Scope
cell-case = Case
cell-met = met by entry { $entry }
practice-delay = Half of the late ones within
practice-indicators = Read by
practice-offices = By office
survival-at =
    { $count ->
       [one] after { $count } week
      *[other] after { $count } weeks
    }
wrong-week = Nobody was followed that long; choose an earlier week
needs-has = a need is raised
needs-now = now { $value }
need-raise-lead = You say that this team needs training. The number alone decides nothing.
evidence-period = Figures of { $from } – { $until }
evidence-rule = Rule { $rule }
evidence-all = Show every rule
evidence-only-spoken = Only rules with a number
evidence-silent = No number of this journal speaks about this rule.
evidence-no-figure = no figure
evidence-cases =
    { $count ->
       [one] of { $count } time limit
      *[other] of { $count } time limits
    }

known-title = As known earlier
known-lead = A table as it could have been printed at the end of a day, or at a position of the journal. Where today's figure is another, it stands beside it.
known-on = As known at the end of the day
known-at = or at position of the journal
known-at-hint = The number that stands beside each table
known-standing = As known at position { $position } of the journal, { $moment }.
known-rights = Today's figures stand beside those that are others now; rights are those of today.
known-present = Show today's figures
known-now = now { $number }
known-total-now = Total, now
known-wait-title = The tables as known at position { $position } are being made
known-wait-lead = This takes some seconds, in a large record up to a minute. The page asks again by itself.
known-wait-percent = Done: { $percent } %
known-wait-others = Not begun yet; tables that were asked for before come first
known-wait-again = Ask now
cell-now = Today
