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
today-attribute-will-end = Ends in a few days: { $what }
today-attribute-ended = Holds no longer: { $what }
today-risk-changed = The risk changed: { $before } → { $risk }.
today-law-asked = A row of law waits for a second lawyer: { $code }
today-law-returned = A second lawyer gave a row of law back: { $code }
task_kind-referral = The answer of a service, or the next step of a referral
task_kind-lawyer = The answer to a request for a lawyer
task_kind-job = An employer's answer or a look at a job
task_kind-programme = A session of a programme
task_kind-prompt = A prompt of the day
task_prompt-early_end = An early end can be asked for
task_prompt-milestone = Worth a reward
task_prompt-age_turned = The client came into another group by age
task_prompt-attribute_ends = A circumstance of the client ends
task_prompt-risk_changed = The risk was assessed otherwise
task_prompt-extension_beyond = The court extended the term beyond the law
