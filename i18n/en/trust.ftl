### Second factor

second-factor-title = Second factor at sign-in
second-factor-owed = Your post asks for a second factor. Until it is set up, all other pages are closed.
second-factor-lead = Besides the password, signing in will ask for a code from your telephone. Somebody who learnt the password cannot come in without the telephone.
second-factor-scan = 1. Add the key to an app on your telephone
second-factor-picture = QR code with the key for the app on your telephone
second-factor-typed = Any app that shows one-time codes will do. If the picture cannot be read, type the key in:
second-factor-prove = 2. Show that the codes arrive
second-factor-code = Code
second-factor-code-hint = Six digits from the telephone. Each code is good for half a minute and only once; a recovery code can be typed in its place.
second-factor-button = Set up
second-factor-on = Set up
second-factor-codes-left = { $count ->
    [0] No recovery codes are left: get new ones.
    [one] { $count } recovery code is left.
   *[other] { $count } recovery codes are left.
}
second-factor-change = Change
second-factor-change-lead = Type your password and a code. New recovery codes end the old ones. After removing the second factor you sign in again.
second-factor-renew = Get new recovery codes
second-factor-remove = Remove the second factor
recovery-title = Recovery codes
recovery-lead = The codes are shown once. Print them or copy them and keep them apart from the telephone: each stands in once for a code from the telephone.
recovery-go-on = I have kept the codes, go on
sign-in-code-title = Code from your telephone
sign-in-code-lead = The password is right. Now type the code from the app on your telephone.
sign-in-code-help = No telephone? Type a recovery code. If you have none either, an administrator takes the second factor away and you set up a new one.
users-second-factor = Second factor
users-reset = Take the second factor away
users-reset-done = The second factor is taken away; the sessions of this account have ended.
refusal-second-factor = The code is wrong, was used before, or has run out; wait for the next one and type that
refusal-second-factor-there = The account has a second factor already; remove it first
refusal-second-factor-secret = The key is damaged; open the page again
refusal-second-factor-required = Your post asks for a second factor; if the telephone is lost, an administrator takes it away
refusal-sign-in-again = Too much time has passed since the password; sign in again

### Who sees a case

nav-access-reviews = Broken glass
today-access = Review an access to a restricted case
action-access = Access to the case
case-opened = You see this restricted case because you opened it with a reason. The access ends at { $moment }; a head reviews it.
stub-title = Access to this case is restricted
stub-ask = Whom to ask
glass-title = Open in an emergency
glass-lead = { $count ->
    [one] If it cannot wait, the case can be opened for { $count } hour. The reason stays in the journal, and a head reviews whether it was enough.
   *[other] If it cannot wait, the case can be opened for { $count } hours. The reason stays in the journal, and a head reviews whether it was enough.
}
glass-reason = Why the case must be opened now
glass-reason-hint = For example: the client has come and the officer is on leave
glass-button = Open the case
access-title = Access to the case
access-restriction = Restriction
access-lead = A restricted case is seen by its officer and the head of the office alone. All others see your message and whom to ask.
access-is-restricted = The case is restricted. All others are shown this message:
access-words = Message for all others
access-words-hint = Nothing about the person: why the case is closed, and whom to ask
access-restrict-button = Restrict the case
access-lift-button = Lift the restriction
access-exclusion = Excluded from the case
access-exclusion-lead = An excluded colleague does not learn that there is such a case: not in lists, not by search, not by a link. It is for relatives of the client, victims and witnesses.
access-staff = Colleague
access-why = Reason
access-why-hint = The reason is shown to those alone who decide on access
access-exclude-button = Exclude
access-admit-button = Let in again
access-restricted-done = The case is restricted.
access-lifted-done = The restriction is lifted.
access-excluded-done = The colleague is excluded: to them there is no such case.
access-admitted-done = The colleague sees the case again as others do.
glass-reviews-title = Access to restricted cases
glass-reviews-lead = Each such access is reviewed by another person: was the reason enough?
glass-none = No access waits for a review.
glass-verdict = Was the access justified?
glass_verdict-justified = Justified
glass_verdict-unjustified = Not justified
glass-words = Explanation (needed if it was not justified)
glass-review-button = Record
glass-another = This is your own access: another head reviews it.
glass-reviewed-title = Reviewed
glass-when = from { $from } until { $until }
glass-reviewed-done = The review is recorded.
refusal-access-not-restricted = The case is not restricted; it can be opened as it is
refusal-access-excluded = This colleague is excluded from the case
refusal-access-unknown = There is no such access at number { $version } of the case
refusal-access-reviewed = This access was reviewed already
refusal-access-own = Nobody reviews their own access; another head does
refusal-exclusion-no-change = It is so already; nothing has changed
refusal-exclusion-has-case = The case is this colleague’s; give it to another one first
refusal-no-access-setting = For { $on } it is not set for how many hours a restricted case opens; tell an administrator

### As known then

case-earlier = The case is shown as it was known at entry { $position } of the journal, { $moment }.
case-earlier-rights = This is an earlier reading: what was recorded later is left out, while rights are those of today.
case-earlier-back = Open the case as it stands now
entry-known-then = The case as it was known after this entry
