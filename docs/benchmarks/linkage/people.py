#!/usr/bin/env python3
"""Invented records of people as five agencies keep them, with known truth.

    people.py RECORDS SEED FILE.csv TRUTH.csv

Nobody in it exists. The same seed gives the same file. How it errs, with the rates (of records
where nothing else is said):

people       households of 1 to 7 with one address, parents and children of one surname and, for
             the children, one father; 1.2 % of children have a twin. 45 % Kyrgyz, 30 % Kazakh,
             15 % Russian, 10 % Uzbek names, drawn with frequencies that fall as 1/rank^0.8.
records      a person has 1 + geometric(0.45) records, at most 9, each in a random agency.
cases        40 % of records stand in a case; a case holds 1 to 3 people, often of one household,
             and each of its people has records of it in several agencies.
script       12 % of records in Latin, in one of four schemes; 10 % of Kazakh and Kyrgyz letters
             typed as Russian ones (in 45 % of records of such names).
names        one letter wrong 2.5 % per part, given name and surname swapped 1 %, given name and
             patronymic swapped 0.4 %, initials 1.5 %, whole name in one field 1 %, no patronymic
             12 %, X uulu form for Kyrgyz surnames 8 %, short form of a Russian given name 2 %,
             a woman's surname changed in 4 % of women.
birth date   missing 3 %, one digit wrong 2 %, day and month swapped 0.7 %, year only (1 January)
             1.5 %, two digits wrong 0.3 %.
number       PIN (KG) or IIN (KZ): present in 62 % of records (by agency 35 to 90 %), one digit
             wrong 1.2 %, two neighbours swapped 0.5 %, a relative's 0.15 %.
document     present in 35 %, changed with 20 % of people once, one letter wrong 1.5 %.
address      present in 85 %; 18 % of people moved once; spelling of streets 4 %, flat missing 12 %.
phone        present in 45 %; a household's shared one in 30 % of those; 20 % have a second.
false        0.5 % of records of the police carry a false identity: given name and birth date
             invented, half of them with a relative's name and date.
"""
import csv
import random
import sys

KYRGYZ_M = """Нурлан Бакыт Азамат Эрлан Улан Талант Кубат Мирлан Жылдыз Тилек Канат Айбек Нурбек Адилет Чынгыз Марат Бектур Эркин Жоомарт Алмаз Сыймык Руслан Тимур Самат Болот Данияр Эльдар Элдияр Алтынбек Асылбек Дастан Ислам Аман Бекжан Максат Мелис Нурсултан Рахат Султан Темирлан Туратбек Уланбек Урмат Шабдан Эмил Эрмек Жаныбек Калыбек Кубанычбек Зарылбек""".split()
KYRGYZ_F = """Айгүл Айнура Назгүл Жылдыз Гүлнара Бермет Чолпон Нургүл Айжан Асель Гүлзат Мээрим Жаңыл Кундуз Салтанат Элнура Айдана Бегимай Нуриза Сезим Жибек Динара Жазгүл Назира Рахат Толгонай Үмүт Ырыс Зарина Айпери""".split()
KAZAKH_M = """Нұрлан Қанат Ерлан Асқар Дәулет Серік Болат Марат Қайрат Жандос Әлібек Бауыржан Ғалым Дархан Ерболат Жасұлан Қуаныш Мұрат Нұржан Олжас Рүстем Сәкен Талғат Тимур Арман Айдос Азамат Бекзат Нұрсұлтан Алмас Әділ Данияр Елдос Ержан Жәнібек Мейрам Самат Санжар Ілияс Шыңғыс""".split()
KAZAKH_F = """Әлия Айгүл Гүлнәр Жанар Сәуле Динара Қарлығаш Мәдина Нұргүл Айжан Ақмарал Бота Гүлмира Жұлдыз Камила Ләззат Назерке Раушан Салтанат Шолпан Әсел Аружан Дана Зарина Индира Меруерт Перизат Томирис Ұлжан Айнұр""".split()
RUSSIAN_M = """Александр Сергей Андрей Дмитрий Алексей Владимир Михаил Николай Евгений Иван Виктор Юрий Игорь Олег Павел Роман Константин Максим Анатолий Денис Пётр Василий Вячеслав Григорий Артём Антон""".split()
RUSSIAN_F = """Елена Ольга Наталья Татьяна Ирина Светлана Анна Мария Екатерина Людмила Галина Юлия Надежда Любовь Марина Валентина Анастасия Виктория Оксана Лариса Дарья Ксения""".split()
UZBEK_M = """Жасур Бобур Шерзод Дилшод Равшан Ойбек Ўткир Шоҳруҳ Алишер Фаррух Жамшид Санжар Улуғбек Ботир Баходир Рустам Анвар Сардор Отабек Достон""".split()
UZBEK_F = """Дилноза Гулчеҳра Нилуфар Зулфия Феруза Шаҳноза Мадина Нодира Севара Малика Барно Озода Умида Лола Дилдора Камола""".split()
SHORT = {"Александр": "Саша", "Сергей": "Серёжа", "Дмитрий": "Дима", "Михаил": "Миша", "Николай": "Коля", "Иван": "Ваня", "Юрий": "Юра", "Елена": "Лена", "Ольга": "Оля", "Наталья": "Наташа", "Татьяна": "Таня", "Ирина": "Ира", "Светлана": "Света", "Мария": "Маша", "Екатерина": "Катя"}
RUSSIAN_S = """Иванов Петров Смирнов Кузнецов Попов Соколов Лебедев Козлов Новиков Морозов Волков Павлов Семёнов Голубев Виноградов Богданов Воробьёв Фёдоров Михайлов Беляев Тарасов Белов Комаров Орлов Киселёв Макаров Андреев Ковалёв Ильин Гусев Титов Кузьмин Кудрявцев Баранов Куликов Алексеев Степанов Яковлев Сорокин Сергеев Романов Захаров Борисов Королёв Герасимов Пономарёв Григорьев Лазарев Медведев Ершов Никитин Соболев Рябов Поляков Цветков Данилов Жуков Фролов Журавлёв Николаев Крылов Максимов Сидоров Осипов Белоусов Федотов Дорофеев Егоров Матвеев Бобров Дмитриев Калинин Анисимов Петухов Антонов Тимофеев Никифоров Веселов Филиппов Марков Большаков Суханов Миронов Ширяев Александров Коновалов Шестаков Казаков Ефимов Денисов Громов Фомин Давыдов Мельников Щербаков Блинов Колесников Карпов Афанасьев Власов Маслов Исаков Тихонов Аксёнов Гаврилов Родионов Котов Горбунов Кудряшов Быков Зуев Третьяков Савельев Панов Рыбаков Суворов Абрамов Воронов Мухин Архипов Трофимов Мартынов Емельянов Горшков Чернов Овчинников""".split()
STEMS_A = """Асан Бакыт Жума Сыды Турд Мамб Абды Иса Осмо Алы Токт Кады Ормо Сапар Бекболо Мура Нурма Кенже Темир Джол Эсен Кара Чоло Байра Шар Ома Ака Тойч Уса Мырза Кал Бола Дуйше Али Сүйүн Ток Айды Ибра Кура Джума Султан Аманкул Жакып Исмаил Касым Матка""".split()
STEMS_B = """беков алиев баев кулов ов кожоев таев шов гулов жанов канов сунов мов ратов назаров матов геров метов заков данов тегинов саров рбаев ралиев талиев нкулов ранов""".split()
LOCAL_S = [a + b for a in STEMS_A for b in STEMS_B]
STREETS = """Чүй Абай Ленин Манас Токтогул Гоголь Киев Московская Советская Абдрахманов Юнусалиев Ахунбаев Жибек-Жолу Фрунзе Боконбаев Панфилов Горький Байтик Чокан Валиханов Сатпаев Достық Толе-би Назарбаев Желтоқсан Құрманғазы Гагарин Мира Школьная Набережная Садовая Пушкин Тимирязев Розыбакиев Сейфуллин Ауэзов Кабанбай Жамбыл Байзаков Масанчи""".split() + [f"{a}{b}" for a in "Ак Кызыл Кара Көк Жаңы Тегирмен Арал Булак Таш Кум".split() for b in "-Суу -Тоо -Жар -Булак -Өзөн -Арык -Төбө".split()]
TOWNS = "Бишкек Алматы Астана Ош Шымкент Караганда Тараз Жалал-Абад Каракол Токмок Нарын Талас Баткен Актобе Павлодар Семей Костанай Кызылорда Талдыкорган Балыкчы".split() + [f"{a}-{b}" for a in "Ак Кызыл Кара Көк Жаңы Чоң Кичи Орто".split() for b in "Суу Тоо Жар Булак Арык Төбө Кыштак Дөбө".split()]
AGENCIES = ["police", "court", "probation", "prison", "registry"]
HAS_NUMBER = {"police": 0.45, "court": 0.62, "probation": 0.70, "prison": 0.35, "registry": 0.90}

LATIN = {
    "passport": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e e zh z i i k l m n o p r s t u f kh ts ch sh shch  y  e iu ia".replace("  ", " _ ").split(" "))),
    "common": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e yo zh z i y k l m n o p r s t u f h ts ch sh sch _ y _ e yu ya".split(" "))),
    "national": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e yo j z i y k l m n o p r s t u f h ts ch sh shch _ y _ e yu ya".split(" "))),
    "kazakh": dict(zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "a b v g d e io j z i i k l m n o p r s t u f h ts ch ş şş _ y _ e iu ia".split(" "))),
}
EXTRA = {
    "passport": {"ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ў": "o", "ҳ": "h"},
    "common": {"ә": "a", "ғ": "gh", "қ": "q", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i", "ў": "o'", "ҳ": "h"},
    "national": {"ә": "a", "ғ": "g", "қ": "k", "ң": "ñ", "ө": "ö", "ұ": "u", "ү": "ü", "һ": "h", "і": "i", "ў": "oʻ", "ҳ": "h"},
    "kazakh": {"ә": "ä", "ғ": "ğ", "қ": "q", "ң": "ñ", "ө": "ö", "ұ": "ū", "ү": "ü", "һ": "h", "і": "ı", "ў": "o", "ҳ": "h"},
}
TYPED = str.maketrans("әғқңөұүһіўҳӘҒҚҢӨҰҮҺІЎҲ", "агкноуухиухАГКНОУУХИУХ")


def latin(text, scheme):
    out = []
    for letter in text:
        low = letter.lower()
        new = LATIN[scheme].get(low, EXTRA[scheme].get(low, letter))
        new = "" if new == "_" else new
        out.append(new.capitalize() if letter != low and new else new)
    return "".join(out)


class Draw:
    def __init__(self, names, power=0.8):
        total, self.names, self.sums = 0.0, names, []
        for rank in range(1, len(names) + 1):
            total += rank ** -power
            self.sums.append(total)

    def __call__(self, rng):
        return rng.choices(self.names, cum_weights=self.sums)[0]


GIVEN = {("ky", "m"): Draw(KYRGYZ_M), ("ky", "f"): Draw(KYRGYZ_F), ("kk", "m"): Draw(KAZAKH_M), ("kk", "f"): Draw(KAZAKH_F),
         ("ru", "m"): Draw(RUSSIAN_M), ("ru", "f"): Draw(RUSSIAN_F), ("uz", "m"): Draw(UZBEK_M), ("uz", "f"): Draw(UZBEK_F)}
# Compound names widen the lists as they do in life: Нурбек, Нуржан, Асылбек …
for custom in ("ky", "kk", "uz"):
    base = GIVEN[(custom, "m")].names
    heads = ["Нур", "Асыл", "Бек", "Жан", "Эр", "Алтын", "Темир", "Кут", "Айт", "Бай", "Сагын", "Токто", "Мурат", "Кылыч", "Таалай"]
    tails = ["бек", "жан", "мырза", "болот", "кул", "бай", "али", "султан"]
    GIVEN[(custom, "m")] = Draw(base + [h + t for t in tails for h in heads])
    heads = ["Ай", "Нур", "Гүл", "Алтын", "Жан", "Бак", "Ак", "Күн", "Сулуу", "Мээр"]
    tails = ["гүл", "зат", "жамал", "сулуу", "нара", "пери", "бүбү", "кыз"]
    base = GIVEN[(custom, "f")].names
    GIVEN[(custom, "f")] = Draw(base + [h + t for t in tails for h in heads])
SURNAMES = {"ru": Draw(RUSSIAN_S, 0.6), "local": None}


def iin_control(digits):
    first = sum((i + 1) * d for i, d in enumerate(digits)) % 11
    if first < 10:
        return first
    second = sum(((i + 2) % 11 + 1) * d for i, d in enumerate(digits)) % 11
    return second if second < 10 else None


class World:
    def __init__(self, records, seed):
        self.rng = random.Random(seed)
        rng = self.rng
        stems = LOCAL_S[:]
        rng.shuffle(stems)
        SURNAMES["local"] = Draw(stems, 0.6)
        self.people, self.wanted = [], records

    def date(self, low, high):
        rng = self.rng
        return (rng.randint(low, high), rng.randint(1, 12), rng.randint(1, 28))

    def number(self, person):
        rng, (y, m, d) = self.rng, person["dob"]
        if person["country"] == "KG":
            return f"{2 if person['sex'] == 'm' else 1}{d:02}{m:02}{y:04}{rng.randint(0, 99999):05}"
        while True:
            century = {18: 1, 19: 3, 20: 5}[y // 100] + (person["sex"] == "f")
            body = f"{y % 100:02}{m:02}{d:02}{century}{rng.randint(0, 9999):04}"
            control = iin_control([int(c) for c in body])
            if control is not None:
                return body + str(control)

    def person(self, custom, sex, surname, father, dob, house):
        country = house["country"]
        person = {"custom": custom, "sex": sex, "surname": surname, "father": father, "dob": dob, "house": house,
                  "given": GIVEN[(custom, sex)](self.rng), "country": country}
        person["number"] = self.number(person)
        person["doc"] = f"{'ID' if country == 'KG' else 'N'}{self.rng.randint(1000000, 99999999)}"
        person["doc2"] = f"ID{self.rng.randint(1000000, 99999999)}" if self.rng.random() < 0.2 else None
        person["phone"] = f"{self.rng.choice(['555', '700', '777', '701', '502'])}{self.rng.randint(0, 999999):06}"
        person["phone2"] = f"770{self.rng.randint(0, 999999):06}" if self.rng.random() < 0.2 else None
        person["moved"] = self.address() if self.rng.random() < 0.18 else None
        person["maiden"] = None
        if sex == "f" and self.rng.random() < 0.04:
            person["maiden"] = self.surname(custom)
        self.people.append(person)
        return person

    def surname(self, custom):
        return SURNAMES["ru" if custom == "ru" else "local"](self.rng)

    def address(self):
        rng = self.rng
        towns = TOWNS[:8] if rng.random() < 0.55 else TOWNS
        return {"town": rng.choice(towns), "street": rng.choice(STREETS), "house": str(rng.randint(1, 160)),
                "flat": str(rng.randint(1, 90)) if rng.random() < 0.6 else ""}

    def household(self):
        rng = self.rng
        custom = rng.choices(["ky", "kk", "ru", "uz"], [45, 30, 15, 10])[0]
        country = "KZ" if custom == "kk" or (custom != "ky" and rng.random() < 0.5) else "KG"
        house = {"address": self.address(), "country": country, "phone": f"312{rng.randint(0, 999999):06}"}
        surname = self.surname(custom)
        year = rng.randint(1945, 1992)
        head = self.person(custom, "m", surname, GIVEN[(custom, "m")](rng), self.date(year, year), house)
        members = [head]
        if rng.random() < 0.6:
            members.append(self.person(custom, "f", surname, GIVEN[(custom, "m")](rng), self.date(year - 3, year + 5), house))
        for _ in range(rng.choices([0, 1, 2, 3, 4, 5], [35, 20, 20, 13, 8, 4])[0]):
            dob = self.date(min(year + 19, 2006), min(year + 35, 2008))
            child = self.person(custom, rng.choice("mmf"), surname, head["given"], dob, house)
            members.append(child)
            if rng.random() < 0.012:
                members.append(self.person(custom, rng.choice([child["sex"]] * 2 + ["m", "f"]), surname, head["given"], dob, house))
        taken = set()
        for member in members:
            # No two people of a household have one given name and one father.
            while (member["given"], member["father"]) in taken:
                member["given"] = GIVEN[(custom, member["sex"])](rng)
            taken.add((member["given"], member["father"]))
            member["family"] = members
        return members

    def run(self):
        rng, made, count = self.rng, [], 0
        case_number = 0
        while count < self.wanted:
            members = self.household()
            case = None
            for index, person in enumerate(members):
                number = 1
                while rng.random() < 0.45 and number < 9:
                    number += 1
                cases = []
                for _ in range(number):
                    if rng.random() < 0.4:
                        if case is None or rng.random() < 0.4:
                            case_number += 1
                            case = f"{rng.randint(2015, 2026)}-{case_number:07}"
                        cases.append(case)
                    else:
                        cases.append("")
                for own in cases:
                    made.append((id(person), self.record(person, own)))
                    count += 1
                if rng.random() < 0.5:
                    case = None
        rng.shuffle(made)
        return made[: self.wanted]

    def slip(self, text):
        rng = self.rng
        if len(text) < 3:
            return text
        at, kind = rng.randrange(1, len(text) - 1), rng.random()
        letters = "абвгдежзиклмнопрстуы" if ord(text[at]) > 0x400 else ("0123456789" if text[at].isdigit() else "abdegiklmnorstu")
        if kind < 0.4:
            return text[:at] + rng.choice(letters) + text[at + 1:]
        if kind < 0.65:
            return text[:at] + text[at + 1:]
        if kind < 0.8:
            return text[:at] + rng.choice(letters) + text[at:]
        return text[:at] + text[at + 1] + text[at] + text[at + 2:]

    def names(self, person):
        rng = self.rng
        surname, given, father, custom = person["surname"], person["given"], person["father"], person["custom"]
        if person["maiden"] and rng.random() < 0.5:
            surname = person["maiden"]
        woman = person["sex"] == "f"
        if custom == "ky" and rng.random() < 0.08:
            surname, patronymic = f"{father} {'кызы' if woman else 'уулу'}", ""
        else:
            if woman:
                surname += "а"
            style = rng.random()
            if custom == "kk" and style < 0.4:
                patronymic = father + ("қызы" if woman else "ұлы")
            elif custom == "ky" and style < 0.1:
                patronymic = f"{father} {'кызы' if woman else 'уулу'}"
            else:
                stem = father[:-1] if father[-1] in "йьаяи" else father
                patronymic = stem + (("евна" if woman else "евич") if father[-1] in "йьи" else ("овна" if woman else "ович"))
        if rng.random() < 0.12:
            patronymic = ""
        if custom == "ru" and rng.random() < 0.02:
            given = SHORT.get(given, given)
        if custom != "ru" and rng.random() < 0.45:
            surname, given, patronymic = (t.translate(TYPED) for t in (surname, given, patronymic))
        surname, given, patronymic = (self.slip(t) if rng.random() < 0.025 else t for t in (surname, given, patronymic))
        if rng.random() < 0.12:
            scheme = rng.choice(["passport", "common", "national", "kazakh"])
            surname, given, patronymic = (latin(t, scheme) for t in (surname, given, patronymic))
        kind = rng.random()
        if kind < 0.01:
            surname, given = given, surname
        elif kind < 0.014 and patronymic:
            given, patronymic = patronymic, given
        elif kind < 0.029:
            given, patronymic = given[:1] + ".", (patronymic[:1] + "." if patronymic else "")
        elif kind < 0.039:
            surname, given, patronymic = " ".join(t for t in (surname, given, patronymic) if t), "", ""
        return surname, given, patronymic

    def dob(self, person):
        rng, (y, m, d) = self.rng, person["dob"]
        text, kind = f"{y:04}-{m:02}-{d:02}", rng.random()
        if kind < 0.03:
            return ""
        if kind < 0.05:
            at = rng.choice([2, 3, 6, 8, 9])
            return text[:at] + str(rng.randint(0, 9 if at not in (6, 8) else 2)) + text[at + 1:]
        if kind < 0.057:
            return f"{y:04}-{d:02}-{m:02}" if d <= 12 else text
        if kind < 0.072:
            return f"{y:04}-01-01"
        if kind < 0.075:
            return f"{y + rng.choice([-2, -1, 1, 2]):04}-{rng.randint(1, 12):02}-{d:02}"
        return text

    def record(self, person, case):
        rng, agency = self.rng, self.rng.choice(AGENCIES)
        shown = person
        if agency == "police" and rng.random() < 0.005:
            others = [p for p in person["family"] if p is not person]
            if others and rng.random() < 0.5:
                shown = dict(rng.choice(others), number="", doc="", doc2=None)
            else:
                shown = dict(person, given=GIVEN[(person["custom"], person["sex"])](rng), dob=self.date(1950, 2005), number="", doc="", doc2=None)
        surname, given, patronymic = self.names(shown)
        number = ""
        if shown["number"] and rng.random() < HAS_NUMBER[agency]:
            number, kind = shown["number"], rng.random()
            if kind < 0.012:
                at = rng.randrange(len(number))
                number = number[:at] + str(rng.randint(0, 9)) + number[at + 1:]
            elif kind < 0.017:
                at = rng.randrange(len(number) - 1)
                number = number[:at] + number[at + 1] + number[at] + number[at + 2:]
            elif kind < 0.0185:
                number = rng.choice(person["family"])["number"]
        doc = ""
        if shown["doc"] and rng.random() < 0.35:
            doc = shown["doc2"] if shown["doc2"] and rng.random() < 0.5 else shown["doc"]
            doc = self.slip(doc) if rng.random() < 0.015 else doc
        address = person["moved"] if person["moved"] and rng.random() < 0.5 else person["house"]["address"]
        town = street = house = flat = ""
        if rng.random() < 0.85:
            town, street, house, flat = address["town"], address["street"], address["house"], address["flat"]
            street = self.slip(street) if rng.random() < 0.04 else street
            flat = "" if rng.random() < 0.12 else flat
            if rng.random() < 0.3:
                street = rng.choice(["ул. ", "көч. ", "улица "]) + street
            if rng.random() < 0.2:
                town = "г. " + town
        phone = ""
        if rng.random() < 0.45:
            phone = person["house"]["phone"] if rng.random() < 0.3 else (person["phone2"] if person["phone2"] and rng.random() < 0.4 else person["phone"])
            phone = ("+996" if rng.random() < 0.5 else "0") + phone
        day = f"{rng.randint(2015, 2026)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        return [agency, day, case, surname, given, patronymic, shown["sex"] if rng.random() < 0.97 else "", self.dob(shown), number, doc,
                person["country"], town, street, house, flat, phone]


def main():
    count, seed, file, truth = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4]
    made = World(count, seed).run()
    person_number = {}
    with open(file, "w", newline="", encoding="utf-8") as out, open(truth, "w", newline="") as known:
        records, people = csv.writer(out), csv.writer(known)
        records.writerow("rec_id agency record_date case_no surname given_name patronymic sex dob personal_no doc_no country settlement street house flat phone".split())
        for index, (person, record) in enumerate(made):
            records.writerow([f"r{index}"] + record)
            people.writerow([f"r{index}", person_number.setdefault(person, len(person_number))])


main()
