### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Move or cancel an appointment
change-link = move or cancel
change-about = Appointment: { $moment }, { $kind }
change-move-title = Move it to another time
change-move-lead = The former appointment stays in the case, marked as moved.
change-move-button = Move the appointment
change-cancel-title = Cancel it
change-reason = Why it is cancelled
change-why = What happened
change-why-hint = For the case; the client may ask to read it.
change-cancel-button = Cancel the appointment
change-over = The appointment has its outcome already and cannot be changed.
appointment-moved-done = The appointment is moved. Tell the client the new time.
appointment-cancelled-done = The appointment is cancelled. Tell the client.
