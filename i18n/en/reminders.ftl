### Reminders of appointments
reminders-title = Reminders of appointments
reminders-lead = They go out on a verified number only, with the day, hour and address, and without a word of the service.
reminders-none = The client has agreed to none.
reminders-number = Number
reminders-new = Record a number for reminders
reminders-open = Open
reminders-outdated = the card has another number now, nothing goes out
reminders-sent-title = What went out
reminders-not-sent = Nothing has gone out yet.
reminders-sent = { $sent }: appointment of { $begins }, { $occasion }
occasion-ahead = some days ahead
occasion-eve = on the day before
channel_kind-phone = Short message
channel_kind-email = E-mail
channel_status-awaited = code awaited
channel_status-lapsed = code lapsed
channel_status-verified = verified
channel_status-withdrawn = withdrawn
card_line-registered_phone = Telephone given at the registration
channel-title = A number for reminders
channel-lead = The number stands on the card and is not typed again. A code goes out on it; the client reads it back.
channel-no-numbers = The card has no telephone and no e-mail yet.
channel-fill-in = Fill in the contacts
channel-line = Which number
channel-language = Language of reminders
channel-consent = Consent
channel-consented = The client agrees to be reminded on this number
channel-button = Record the number
channel-done = The number is recorded. Send the code on it.
channel-code = Code to be sent
channel-code-until = It can be typed in until { $moment }.
channel-typed = The code that the client read back
channel-verify-button = Verify the number
channel-verified-done = The number is verified. Reminders go out on it.
channel-wrong-code =
    { $count ->
        [0] The code is wrong. It cannot be typed in any more; record the number anew.
        [one] The code is wrong. { $count } try is left.
       *[other] The code is wrong. { $count } tries are left.
    }
channel-withdraw-title = No more reminders on this number
channel-withdraw-lead = The client may take the consent back at any time, without a reason.
channel-withdraw-button = Withdraw the number
channel-withdrawn-done = Nothing goes out on this number any more.
fact-casework-channel-recorded = A number for reminders was recorded
fact-casework-channel-tried = A wrong code was typed in
fact-casework-channel-verified = The number for reminders was verified
fact-casework-channel-withdrawn = The number for reminders was withdrawn
fact-casework-reminder-sent = A reminder of an appointment went out
refusal-channel-not-consented = Confirm that the client agrees; without consent nobody is reminded
refusal-channel-language = Choose one of the languages offered
refusal-channel-no-number = The card has nothing on this line; fill in the contacts first
refusal-channel-not-figures = The number on the card has the character “{ $sign }”; write figures, spaces, brackets and hyphens only
refusal-channel-country = The number on the card has no known country code; write +996 and nine figures, or +7 and ten
refusal-channel-length = The number on the card has { $figures } figures after +{ $prefix }; there must be { $must }
refusal-channel-not-an-address = The e-mail address on the card is written wrongly; it reads name@place.kg
refusal-channel-already = This number is recorded already; withdraw it before you record it anew
refusal-channel-unknown = The case has no such number for reminders
refusal-channel-not-awaited = The code is not awaited any more; record the number anew if it is needed
refusal-channel-withdrawn = The number was withdrawn before
refusal-reminder-unknown = The case has no such appointment or number
refusal-reminder-already = The reminder is on record already
refusal-no-reminder-setting = For { $on } nothing is set about reminders; tell an administrator
