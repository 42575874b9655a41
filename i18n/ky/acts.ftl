### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Жолугушууну жылдыруу же жокко чыгаруу
change-link = жылдыруу же жокко чыгаруу
change-about = Жолугушуу: { $moment }, { $kind }
change-move-title = Башка убакытка жылдыруу
change-move-lead = Мурунку жолугушуу жылдырылганы белгиленип, иште калат.
change-move-button = Жолугушууну жылдыруу
change-cancel-title = Жолугушууну жокко чыгаруу
change-reason = Эмне үчүн жокко чыгарылат
change-why = Эмне болду
change-why-hint = Иш үчүн; кардар окуп берүүнү сурана алат.
change-cancel-button = Жолугушууну жокко чыгаруу
change-over = Жолугушуунун жыйынтыгы мурда эле белгиленген, аны өзгөртүүгө болбойт.
appointment-moved-done = Жолугушуу жылдырылды. Кардарга жаңы убакытты айтыңыз.
appointment-cancelled-done = Жолугушуу жокко чыгарылды. Бул тууралуу кардарга айтыңыз.
