# Жабырлануучулар эмне жөнүндө билгиси келет.

wishes-title = Жабырлануучулардын каалоолору
wishes-lead = Жабырлануучу эмне жөнүндө билгиси келет жана ага кантип билдирүү керек. Бул барак кардардын ишине да, кагаздарга да, издөөгө да, чыгарып алууга да кирбейт; кардарга ал жөнүндө айтылбайт.
wishes-none = Жабырлануучулар эч нерсе сураган жок.
wish-new = Жаңы каалоо
wish-name = Ким билгиси келет
wish-contact = Кантип байланышуу керек
wish-contact-hint = Телефону, дареги же өкүлү.
wish-matters = Эмне жөнүндө билдирүү керек
wish-means = Кандай жол менен
wish-on = Кайсы күндөн тартып
wish-until = Кайсы күнгө чейин, болсо
wish-button = Каалоону жазуу
wish-done = Каалоо иштен өзүнчө жазылды.
wish-told = Билдирилди
wish-state-holds = күчүндө
wish-state-to-tell = билдирүү керек
wish-state-withdrawn = кайтарып алынды
wish-tell-title = Жабырлануучуга билдирүү
wish-tidings = Эмне жөнүндө билдирилди
wish-told-means = Кантип билдирилди
wish-told-on = Качан билдирилди
wish-told-words = Эмне айтылды
wish-told-hint = Же эмне үчүн байланыша албадыңыз.
wish-tell-button = Билдирилгенин жазуу
wish-withdraw-title = Мындан ары билдирбөө
wish-which = Кимдин каалоосу
wish-withdrawn-on = Кайсы күндөн билдирилбейт
wish-withdraw-words = Жабырлануучу муну кантип айтты
wish-withdraw-button = Каалоону кайтарып алуу

wish_matter-end = көзөмөлдүн аяктаганы же бошотулганы
wish_matter-change = сот өкүмдү өзгөрткөнү
wish_matter-move = көчкөнү же иштин өткөрүлгөнү
wish_matter-escape = издөө жана кардардын табылганы
wish_matter-reoffence = жаңы кылмыш
wish_tidings-end = иш жабылды
wish_tidings-change = сот жазаны же милдеттерди өзгөрттү
wish_tidings-move = көчтү же иш өткөрүлдү
wish_tidings-escape = изделүүдө же кардар табылды
wish_tidings-reoffence = жаңы кылмыш жасалды
wish_means-telephone = телефон аркылуу
wish_means-letter = кат менен
wish_means-in_person = жеке жолугуп
wish_means-representative = өкүлү аркылуу

today-victim = Жабырлануучуга билдириңиз: { $what }

refusal-wish-unknown = Мындай каалоо жок
refusal-wish-withdrawn = Каалоо { $withdrawn_on } кайтарып алынган
refusal-wish-before = Каалоо { $from_on } жазылган; { $on } андан эрте
refusal-wish-no-matters = Жабырлануучу билгиси келгендин жок дегенде бирин тандаңыз
refusal-wish-ends-before = Акыркы күнү { $until_on } биринчисинен, { $on }, эрте
refusal-wish-name-missing = Ким билгиси келерин жазыңыз
refusal-wish-contact-missing = Жабырлануучу менен кантип байланышуу керегин жазыңыз
refusal-wish-nothing-to-tell = Бул жөнүндө жабырлануучуга билдирилген же ал муну сураган эмес
