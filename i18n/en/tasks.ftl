# Work that is put off or handed to a colleague.

task-title = Put off or hand over
task-step = What happens with it
task_step-put_off = It waits until another day
task_step-hand_over = A colleague does it
task-until = Until which day
task-until-hint = On that day it stands in the queue again. It cannot wait beyond the law's last day; what is late waits for a few days only.
task-to = Which colleague
task-words = Why, and what to know
task-words-hint = Read by the head of the office and by whoever does it
task-button = Record
task-done = Recorded. What was put off or handed over stands at the end of the queue.
task_kind-clock = Something the law wants done by a day
task_kind-outcome = The outcome of a meeting
task_kind-absence = Weighing an absence
task_kind-approval = Approving a submission
task_kind-contest = Answering what a client says against an entry
task_kind-countersignature = Answering a request to countersign
today-afterwards = Later
today-aside = Put off and handed over
today-aside-until = until { $day }
today-aside-to = with { $name }
today-from = handed over by { $name }
today-later = Put off or hand over
refusal-task-not-open = This work is done already, or there was none. Look at the queue again
refusal-task-not-ahead = { $until } is not ahead. Give a later day than today
refusal-task-beyond-law = The law wants this done by { $due_on }. Put it off to that day at the latest, or hand it to a colleague
refusal-task-too-far = This may wait until { $latest } at the latest
refusal-task-colleague-left = This colleague left on { $left_on }. Choose another one
refusal-task-other-office = Only a colleague of the office that has the case can do this
refusal-task-same-colleague = This colleague has it already
refusal-no-task-setting = For { $on } it is not set for how long work may be put off; tell an administrator
done-title = Done today
done-lead =
    { $count ->
       [0] Nothing is recorded today yet.
       [one] One entry of yours is recorded today, the newest first.
      *[other] { $count } entries of yours are recorded today, the newest first.
    }
today-message = Read the message: { $kind }
action-read = Read
today-age-begins = By the client's age this holds now: { $law }
today-age-ends = By the client's age this no longer holds: { $law }
