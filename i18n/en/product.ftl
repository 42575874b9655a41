### The frame of every page
product = Bagyt
product-line = Working record of the probation service
skip-to-content = Skip to the content
search-label = Search by name, number, telephone, address or word
search-placeholder = Name, PIN, case No.
search-words = Look for it in the words of the records too
search-button = Search
language-switch = Language
user-menu = Signed in as
sign-out = Sign out
main-navigation = Main sections
about-link = About and help
standing-invented = Invented country: its law and all its people are made up.
standing-law = Law in force: { $country }. Unverified rows are marked.
standing-today = Today: { $day }
frame-position = Journal position { $position }
country-kg = Kyrgyz Republic
country-kz = Republic of Kazakhstan
country-zz = Invented country

## Main sections
nav-today = Today
nav-cases = Cases
nav-inbox = Incoming
nav-reviews = Who is who
nav-unallocated = To allocate
nav-office = My office
nav-statistics = Statistics
nav-practice = Law and practice
nav-survival = After release
nav-needs = Training
nav-evidence = Evidence
nav-law = Law
nav-users = Users
nav-journal = Journal

## Forms
summary-title = The form was not accepted. What to mend:
error-prefix = Error
day-hint = For example 22.11.2026
time-hint = For example 9:30
signs-most =
    { $count ->
       [one] Up to { $count } character
      *[other] Up to { $count } characters
    }
signs-left = Characters left: #
wrong-missing = “{ $field }” is empty; fill it in
wrong-day = “{ $field }” is not a day; write it like 22.11.2026
wrong-time = “{ $field }” is not a time of day; write it like 9:30
wrong-number = “{ $field }” is not a whole number
wrong-choice = Choose one answer: “{ $field }”
wrong-too-long =
    { $count ->
       [one] “{ $field }” is longer than { $count } character; shorten it
      *[other] “{ $field }” is longer than { $count } characters; shorten it
    }
wrong-changed = Someone else changed this record while you were writing. Your answers are kept below: look at the record again and send the form once more if they still hold.
unwritten-title = What you typed; none of it is recorded
yes = Yes
no = No
cancel = Go back without saving
any = Any
show = Show
print = Print
not-known = not known
none-yet = not yet

## Lists
pager-label = Pages of the list
pager-before = Previous page
pager-after = Next page
pager-position = { $first }–{ $last } of { $count }
crumbs-label = You are here
table-region = Table, can be scrolled sideways
chart-region = Chart, can be scrolled sideways

## Sign-in
sign-in-title = Sign in
sign-in-lead = One journal for everything that happens in a case: what the law asks for, by when, and what was done.
sign-in-login = User name
sign-in-password = Password
sign-in-button = Sign in
sign-in-refused = The user name or the password is not right. If you forgot it, ask your administrator for a new one.
sign-in-wait = Too many attempts. Wait a minute and try again.
sign-in-ended = Your session has ended. Sign in again to go on.
sign-in-kept = What you wrote in the form is kept. After signing in you can send it.
sign-in-draft = What you typed is kept as your draft, and nothing of it is recorded. Sign in and go on with it.
sign-in-help = Forgot the password, or have no account? Ask the administrator of your office.
resume-title = Your form is kept
resume-text = The session ended while you were writing. Nothing was recorded yet. Send the form now as you wrote it.
resume-button = Send the form

## Drafts: what was typed and not sent
drafts-title = Drafts
drafts-lead =
    { $count ->
       [one] What you typed and have not sent is kept for { $count } day. Nothing of it is recorded, and nobody but you sees it.
      *[other] What you typed and have not sent is kept for { $count } days. Nothing of it is recorded, and nobody but you sees it.
    }
drafts-none = No draft is kept.
draft-title = A draft
draft-kept-at = Kept
draft-words = What you typed. The choices you made are kept too and stand in the form.
draft-go-on = Go on with it
draft-discard = Throw the draft away
draft-keep = Keep for later
draft-again = This is your draft as you typed it. Nothing is recorded yet: check it and send the form.
draft-closed = This case is not open to you any more, so the draft is not shown. You can throw it away.
draft-closed-short = the case is not open to you any more
draft-kept-done = What you typed is kept. You can go on with it later, from the list of drafts.
draft-discarded-done = The draft is thrown away.
draft-too-large-title = The form is too long for a draft
draft-too-large-text = A draft holds at most 64 kilobytes. Go back in the browser, where everything you typed still stands, and send the form or shorten it.
today-drafts =
    { $count ->
       [one] { $count } draft waits to be gone on with
      *[other] { $count } drafts wait to be gone on with
    }

## When a page cannot be shown
missing-title = There is no such page
missing-text = The address is wrong, or what stood here is not open to you. Check the address, or look from the first page.
denied-title = This is not open to your post
denied-text = Your post does not have the right to see or do this. If your work needs it, ask the head of your office; the administrator changes posts.
changed-title = This record was changed meanwhile
changed-text = Someone else wrote in this record. Nothing of yours was recorded. Open the record again and decide anew.
refused-title = This cannot be done now
outage-title = The record cannot be reached now
outage-text = Nothing was lost and nothing was half done. Try again in a minute; if it goes on, call your administrator.
defect-title = The program made a mistake
defect-text = Nothing was recorded. The mistake is in the log of the server; tell your administrator when it happened.
bad-request-title = The request could not be read
bad-request-text = What came in is not a form of these pages. Go back, open the form again and send it from there.
too-large-title = The file is too large
too-large-text = Not more than { $count } MB can be taken. Scan again at a lower resolution or in parts.
foreign-title = The form came from another site
foreign-text = For your safety it was not accepted. Open the page here and send the form from it.
to-first-page = To the first page
choose = Choose…
name-hidden = Name not shown
sign-in-once = One entry is the officer’s list, the paper for the court and the number in the table.
sign-in-law = Every time limit names its act, article and edition.
sign-in-rights = Who opens a person’s data, when and why, stays on record.
