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
