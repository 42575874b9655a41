#!/usr/bin/env python3
"""Splink 5 on DuckDB on a file of people.py, normalised as `bagyt link` does.

    peer.py FILE.csv OUT_DIR       (pip install 'splink==5.*' duckdb pandas)

Writes OUT_DIR/pairs.csv (rec_id_a, rec_id_b, weight) and prints CPU seconds (user and system, of
this process) of each phase and the most memory. Names are folded to the skeleton of
crates/exchange/src/name/letters.rs, patronymics to the father's name, surnames to their root; the
day inside a personal number is a second birth date.
"""
import re
import resource
import sys
import time

import duckdb
import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

LETTERS = [("aаәäáàāăâãå", "a"), ("bб", "b"), ("çčćчҷ", "c"), ("dд", "d"), ("eеёэєéèêëēėě", "e"), ("fф", "f"), ("gгғğǵġґ", "g"),
           ("hхҳһxḩ", "h"), ("iийіыїӣyıíīĭïîìÿ", "i"), ("jжҗžżźǰ", "j"), ("kкқqc", "k"), ("lл", "l"), ("mм", "m"), ("nнңñńňŋ", "n"),
           ("oоөўöóōôõøő", "o"), ("pп", "p"), ("rр", "r"), ("sс", "s"), ("tт", "t"), ("uуүұӯüúūûůűýwŭ", "u"), ("vв", "v"), ("шщşšș", "w"),
           ("zз", "z"), ("ц", "ts"), ("ю", "iu"), ("я", "ia"), ("ьъ'ʻʼ’`", "")]
TABLE = str.maketrans({letter: to for letters, to in LETTERS for letter in letters})
GROUPS = [("shch", "ш"), ("sch", "ш"), ("kh", "h"), ("zh", "ж"), ("gh", "г"), ("ch", "ч"), ("sh", "ш"), ("ck", "k")]


def fold(text, cache={}):
    if text not in cache:
        low = text.lower()
        for group, letter in GROUPS:
            low = low.replace(group, letter)
        low = low.translate(TABLE)
        for a, b in (("ie", "e"), ("io", "e"), ("ae", "a"), ("ng", "n"), ("wc", "w"), ("dj", "j")):
            low = low.replace(a, b)
        cache[text] = re.sub(r"(.)\1+", r"\1", re.sub(r"[^a-z ]", " ", low)).strip()
    return cache[text]


def father(text):
    words = [w for w in fold(text).split() if w not in ("ulu", "uli", "ogli", "kizi")]
    return re.sub(r"(ovic|evic|ovna|evna|uli|ogli|kizi)$", "", words[0]) if words else None


def surname(text):
    word = father(text)
    if word:
        word = re.sub(r"(?<=[vn])a$", "", word)
        word = re.sub(r"(ov|ev)$", "", word) if len(word) > 4 else word
    return word


def names(row):
    s, g, p = row
    if s and not g:
        words = s.split()
        s, g, p = words[0], words[1] if len(words) > 1 else "", " ".join(words[2:])
    return surname(s), fold(g) or None, (father(p) if p else (father(s) if "уулу" in s or "кызы" in s else None))


def number_day(number):
    if len(number) == 14 and number.isdigit():
        return f"{number[5:9]}-{number[3:5]}-{number[1:3]}"
    if len(number) == 12 and number.isdigit() and number[6] in "123456":
        return f"{18 + (int(number[6]) - 1) // 2}{number[:2]}-{number[2:4]}-{number[4:6]}"
    return None


def read(path):
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    out = pd.DataFrame({"unique_id": raw.rec_id})
    parts = [names(row) for row in zip(raw.surname, raw.given_name, raw.patronymic)]
    out["surname"], out["given"], out["father"] = zip(*parts)
    out["dob"] = [d or number_day(n) for d, n in zip(raw.dob, raw.personal_no)]
    out["number"] = raw.personal_no.replace("", None)
    out["doc"] = raw.doc_no.replace("", None)
    out["sex"] = raw.sex.replace("", None)
    out["phone"] = [p[-9:] or None for p in raw.phone]
    out["case_no"] = raw.case_no.replace("", None)
    drop = re.compile(r"^(ул\.|көч\.|улица|г\.) ")
    out["town"] = [fold(drop.sub("", t)) or None for t in raw.settlement]
    street = [fold(drop.sub("", t)) for t in raw.street]
    out["address"] = [f"{t}|{s}|{h}" if h else None for t, s, h in zip(out.town, street, raw.house)]
    return out


def main():
    path, folder = sys.argv[1], sys.argv[2]
    marks = []

    def mark(name):
        usage = resource.getrusage(resource.RUSAGE_SELF)
        marks.append((name, usage.ru_utime + usage.ru_stime, time.time()))

    mark("start")
    frame = read(path)
    mark("read")
    jw = lambda column: cl.JaroWinklerAtThresholds(column, [0.92, 0.84]).configure(term_frequency_adjustments=True)
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[
            jw("surname"), jw("given"), jw("father"),
            cl.DamerauLevenshteinAtThresholds("dob", [1, 2]).configure(term_frequency_adjustments=True),
            cl.DamerauLevenshteinAtThresholds("number", [1]),
            cl.DamerauLevenshteinAtThresholds("doc", [1]),
            cl.ExactMatch("sex"), cl.ExactMatch("phone"), cl.ExactMatch("case_no"),
            cl.ExactMatch("address").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=[
            block_on("number"), block_on("doc"), block_on("dob", "given"), block_on("dob", "surname"), block_on("dob", "father"),
            block_on("phone"), block_on("surname", "given", "father"), block_on("address", "surname"), block_on("address", "given"),
            block_on("case_no", "given"), block_on("case_no", "dob"), block_on("surname", "given", "substr(dob,1,4)"),
            "l.surname = r.given and l.given = r.surname and l.dob = r.dob",
        ],
        retain_intermediate_calculation_columns=False,
    )
    linker = Linker(DuckDBAPI().register(frame) if hasattr(DuckDBAPI, "register") else frame, settings, *([] if hasattr(DuckDBAPI, "register") else [DuckDBAPI()]))
    linker.training.estimate_probability_two_random_records_match([block_on("number"), block_on("surname", "given", "dob")], recall=0.75)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6)
    for rule in (block_on("dob", "given"), block_on("surname", "given", "father"), block_on("number")):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    mark("train")
    predicted = linker.inference.predict(threshold_match_weight=-10)
    mark("predict")
    clusters = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=0)
    clusters.as_pandas_dataframe()
    mark("cluster")
    pairs = predicted.as_pandas_dataframe()[["unique_id_l", "unique_id_r", "match_weight"]]
    pairs.columns = ["rec_id_a", "rec_id_b", "weight"]
    pairs.to_csv(f"{folder}/pairs.csv", index=False)
    for (_, before, began), (name, after, ended) in zip(marks, marks[1:]):
        print(f"{name}: {after - before:.2f} s CPU, {ended - began:.2f} s")
    print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB, {len(pairs)} pairs of -10 bits or more")


main()
