### Community service.

work-title = Community service
work-state = How it stands
work-ordered = Ordered by the court
work-credited = Counts so far
work-left = Still owed
work-host = Host
work-no-host = no host is named yet
work-law = A day’s work
work-converted = If the court replaces the rest
work-host-since = { $host }, since { $day }
work-hours = { $count } h
work-minutes = { $count } min
work-host-link = Name the host
work-record = Record a session
work-on = Day
work-began = Began at
work-ended = Ended at
work-penalty = Minutes taken off
work-penalty-hint = A late beginning, a pause, work that was not done.
work-travel = Minutes on the way
work-travel-hint = Up to { $time } a day counts.
work-words = Note of the host
work-day-hint = At most { $time } of one day counts; never more than is owed.
work-button = Record the session
work-sessions = Sessions
work-no-sessions = No session is recorded yet.
work-when = When
work-taken-off = Taken off
work-way = Way
work-counts = Counts
work-host-title = Where is the work done?
work-choose-host = Choose a host
work-host-from = From which day
work-host-words = What the client is told
work-host-words-hint = What the work is, whom to ask for, what to bring.
work-host-button = Send the client there
work-done = The session is recorded.
work-host-done = The host is recorded. Tell the client when to come.
action-work = Community service
work-worth =
    { $count ->
       [one] { $count } day of restriction of liberty
      *[other] { $count } days of restriction of liberty
    }

refusal-work-no-hours = The sentence is not counted in hours of work
refusal-work-outside-term = The sentence is served from { $from } to { $until }, not on { $on }
refusal-work-unknown-host = There is no such host; choose one of the list
refusal-work-same-host = The client has been there since { $since }
refusal-work-not-placed = No host was named up to { $on }; name one first
refusal-work-begin-missing = Say at what time the session began
refusal-work-end-before-begin = The session ends before it begins
refusal-work-too-long = The session lasts { $minutes } minutes; the most is { $most }
refusal-work-penalty-too-long = { $penalty } minutes are taken off a session of { $minutes }
refusal-work-travel-too-long = { $travel } minutes on the way; at most { $most } count
refusal-work-overlaps = A session at that time on { $on } is recorded already
refusal-work-nothing-owed = All { $hours } hours were worked by { $on }; nothing is owed
refusal-hours-left = { $minutes } minutes of community service are still owed

fact-casework-work-placed = Sent to community service
fact-casework-work-recorded = Community service done
