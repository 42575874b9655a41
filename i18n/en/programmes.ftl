# Programmes: sessions of the catalogue, attendance, completion.

programmes-title = Programmes
programmes-lead = In which programmes the client takes part, how many sessions were attended, and how they ended. To miss a session is no breach.
programmes-none = The client has not been in any programme yet.
programme-new = Enrol in a programme
programme-which = Which programme
programme-on = Day of enrolment
programme-first-on = Day of the first session, if known
programme-words = Why this programme fits
programme-button = Enrol the client
programme-done = Recorded. The next session stands in the list of the day.
programme-progress = Sessions attended
programme-attended-of = { $attended } of { $sessions }
programme-sessions = { $count ->
    [one] { $count } session
   *[other] { $count } sessions
    }
programme-held-title = Record a session
programme-attendance = Did the client come to the session
programme-held-on = Session held on
programme-next-on = Next session of the programme
programme-held-words = How the session went
programme-held-button = Record the session of the programme
programme-end-title = End the programme
programme-reason = How it ended
programme-ended-on = Day of the end
programme-end-words = What came of it, or why
programme-end-button = End this programme

programme_attendance-attended = Came to the session
programme_attendance-missed = Missed the session
programme_attendance-excused = Missed it with good reason
programme_end-completed = Attended all sessions
programme_end-left = The client left it
programme_end-removed = The client was taken out
programme_end-stopped = The programme is not held any more
programme_status-running = Running
programme_status-completed = Completed
programme_status-broken_off = Broken off
programme_status-lapsed = The case was closed before its end
programme_standing-validated = validated by research
programme_standing-own = made by the service
programme_standing-not_validated = not validated

today-programme = Session of a programme: { $name }

fact-casework-programme-enrolled = The client was enrolled in a programme
fact-casework-programme-attended = Session of a programme
fact-casework-programme-ended = A programme ended

refusal-programme-none = The catalogue has no such programme on that day
refusal-programme-still-running = The client attends this programme since { $since }
refusal-programme-unknown = The case has no such enrolment
refusal-programme-over = This programme is over
refusal-programme-before-step = The entry before was on { $before_on }; { $on } is earlier
refusal-programme-next-before = The next session { $next_on } must be after { $on }
refusal-programme-sessions-left = { $attended } of { $sessions } sessions were attended; record the others first
