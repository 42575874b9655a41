# What victims want to be told of.

wishes-title = Victims' wishes
wishes-lead = What a victim wants to be told of, and how. This page belongs to no page of the client's case, to no paper, search or export; the client is told nothing of it.
wishes-none = No victim has asked for anything.
wish-new = A new wish
wish-name = Who wants to know
wish-contact = How to reach them
wish-contact-hint = Telephone, address or representative.
wish-matters = Of what
wish-means = By which means
wish-on = From which day on
wish-until = Until which day, if any
wish-button = Record the wish
wish-done = The wish is recorded apart from the case.
wish-told = Told
wish-state-holds = holds
wish-state-to-tell = to be told
wish-state-withdrawn = taken back
wish-tell-title = Tell the victim
wish-tidings = Of what they were told
wish-told-means = How they were told
wish-told-on = Day on which they were told
wish-told-words = What was said
wish-told-hint = Or why they could not be reached.
wish-tell-button = Record that they were told
wish-withdraw-title = Tell them no more
wish-which = Whose wish
wish-withdrawn-on = From which day not any more
wish-withdraw-words = How the victim said so
wish-withdraw-button = Take the wish back

wish_matter-end = the end of supervision, or a release
wish_matter-change = a change of the sentence by a court
wish_matter-move = a move, or a transfer of the case
wish_matter-escape = a search, and that the client was found
wish_matter-reoffence = a new offence
wish_tidings-end = the case was closed
wish_tidings-change = a court changed the sentence or its duties
wish_tidings-move = a move or a transfer
wish_tidings-escape = a search, or the client was found
wish_tidings-reoffence = the client offended again
wish_means-telephone = on the telephone
wish_means-letter = by letter
wish_means-in_person = in person
wish_means-representative = through a representative

today-victim = Tell the victim: { $what }

refusal-wish-unknown = There is no such wish
refusal-wish-withdrawn = The wish was taken back on { $withdrawn_on }
refusal-wish-before = The wish was recorded on { $from_on }; { $on } is earlier
refusal-wish-no-matters = Choose at least one thing of which the victim wants to be told
refusal-wish-ends-before = The last day { $until_on } lies before the first, { $on }
refusal-wish-name-missing = Write who wants to know
refusal-wish-contact-missing = Write how the victim is reached
refusal-wish-nothing-to-tell = The victim was told of this already, or did not ask for it
