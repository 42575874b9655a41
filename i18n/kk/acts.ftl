### Acts in a case that change what was arranged or written before.

## Moving and cancelling an appointment
change-title = Кездесуді ауыстыру немесе болдырмау
change-link = ауыстыру немесе болдырмау
change-about = Кездесу: { $moment }, { $kind }
change-move-title = Басқа уақытқа ауыстыру
change-move-lead = Бұрынғы кездесу ауыстырылғаны белгіленіп, істе қалады.
change-move-button = Кездесуді ауыстыру
change-cancel-title = Кездесуді болдырмау
change-reason = Неге болдырылмайды
change-why = Не болды
change-why-hint = Іс үшін; клиент оқып беруді сұрай алады.
change-cancel-button = Кездесуді болдырмау
change-over = Кездесудің нәтижесі бұрын белгіленген, оны өзгертуге болмайды.
appointment-moved-done = Кездесу ауыстырылды. Клиентке жаңа уақытты айтыңыз.
appointment-cancelled-done = Кездесу болдырылмады. Бұл туралы клиентке айтыңыз.
