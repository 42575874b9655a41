# Кийинкиге калтырылган же өткөрүлгөн иш.

task-title = Кийинкиге калтыруу же өткөрүп берүү
task-step = Муну эмне кылабыз
task_step-put_off = Башка күнгө чейин күтөт
task_step-hand_over = Кесиптеш аткарат
task-until = Кайсы күнгө чейин
task-until-hint = Ошол күнү иш кайра кезекке турат. Мыйзамдагы акыркы күндөн ары күтпөйт; мөөнөтү өткөнү бир нече күн гана күтөт.
task-to = Кайсы кесиптеш
task-words = Эмне үчүн жана эмнени билүү керек
task-words-hint = Муну бөлүмдүн жетекчиси жана аткаруучу окуйт
task-button = Жазуу
task-done = Жазылды. Кийинкиге калтырылганы жана өткөрүлгөнү кезектин аягында турат.
task_kind-clock = Мыйзам мөөнөтүнө талап кылган иш
task_kind-outcome = Жолугушуунун жыйынтыгы
task_kind-absence = Келбей калганын баалоо
task_kind-approval = Сунуштаманы бекитүү
task_kind-contest = Кардардын каршы пикирине жооп
task_kind-countersignature = Кол коюу суроосуна жооп берүү
today-afterwards = Кийинчерээк
today-aside = Кийинкиге калтырылганы жана өткөрүлгөнү
today-aside-until = { $day_to } чейин
today-aside-to = кесиптеште: { $name }
today-from = өткөрүп берген: { $name }
today-later = Калтыруу же өткөрүп берүү
refusal-task-not-open = Бул иш аткарылган же болгон эмес. Кезекти кайра карап чыгыңыз
refusal-task-not-ahead = { $until } келип калды. Бүгүндөн кийинки күндү көрсөтүңүз
refusal-task-beyond-law = Мыйзам боюнча муну { $due_on } күнүнө чейин аткаруу керек. Ошол күндөн ары калтырбаңыз же кесиптешке өткөрүп бериңиз
refusal-task-too-far = Бул эң көп дегенде { $latest } күнүнө чейин күтө алат
refusal-task-colleague-left = Бул кесиптеш { $left_on } күнү кеткен. Башкасын тандаңыз
refusal-task-other-office = Муну ишти жүргүзгөн бөлүмдүн кесиптеши гана аткара алат
refusal-task-same-colleague = Бул мурунтан эле ушул кесиптеште
refusal-no-task-setting = { $on } күнүнө ишти канча убакытка калтырса болору белгиленген эмес; администраторго билдириңиз
done-title = Бүгүн аткарылганы
done-lead =
    { $count ->
       [0] Бүгүн азырынча эч нерсе жазыла элек.
      *[other] Бүгүн сиз { $count } жазуу киргиздиңиз, жаңысы жогоруда.
    }
today-message = Билдирүүнү окуу: { $kind }
action-read = Окуу
today-age-begins = Кардардын жашы боюнча эми колдонулат: { $law }
today-age-ends = Кардардын жашы боюнча мындан ары колдонулбайт: { $law }
today-attribute-will-end = Бир нече күндөн кийин бүтөт: { $what }
today-attribute-ended = Мындан ары күчүндө эмес: { $what }
today-risk-changed = Тобокелдик өзгөрдү: { $before } → { $risk }.
today-law-asked = Мыйзам сабы экинчи юристти күтүүдө: { $code }
today-law-returned = Экинчи юрист мыйзам сабын кайтарды: { $code }
task_kind-referral = Кызматка жолдомо боюнча жооп же кадам
task_kind-lawyer = Адвокат суранычына жооп
task_kind-job = Иш берүүчүнүн жообу же ишти текшерүү
task_kind-programme = Программанын сабагы
task_kind-prompt = Күндүн эскертүүсү
task_prompt-early_end = Мөөнөтүнөн мурда токтотууну сураса болот
task_prompt-milestone = Сыйлоого негиз бар
task_prompt-age_turned = Кардар жашы боюнча башка топко өттү
task_prompt-attribute_ends = Кардардын жагдайы аяктап жатат
task_prompt-risk_changed = Тобокелдик башкача бааланды
task_prompt-extension_beyond = Сот мөөнөттү мыйзам уруксат бергенден ашыра узартты
