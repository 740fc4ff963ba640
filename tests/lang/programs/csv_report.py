# Parsing delimited text with quotes, grouping, aggregating, aligning columns.
DATA = '''name,team,score,date
"Ng, Ann",red,93.5,2024-01-05
Bo,blue,71,2024-01-07
"Cy ""The Eye""",red,88.25,2024-02-01
Di,green,,2024-02-11
Ed,blue,100,2024-02-28
'''


def parse_line(line):
    fields, field, quoted, i = [], "", False, 0
    while i < len(line):
        c = line[i]
        if quoted:
            if c == '"' and line[i + 1:i + 2] == '"':
                field += '"'
                i += 1
            elif c == '"':
                quoted = False
            else:
                field += c
        elif c == '"':
            quoted = True
        elif c == ",":
            fields.append(field)
            field = ""
        else:
            field += c
        i += 1
    return fields + [field]


def records(text):
    header, *rows = text.strip().split("\n")
    names = parse_line(header)
    for row in rows:
        yield dict(zip(names, parse_line(row)))


def number(text, default=0.0):
    try:
        return float(text)
    except ValueError:
        return default


rows = list(records(DATA))
for r in rows:
    r["score"] = number(r["score"])
    r["month"] = int(r["date"].split("-")[1])


def group(rows, key):
    out = {}
    for r in rows:
        out.setdefault(key(r), []).append(r)
    return out


def table(header, rows):
    rows = [[str(c) for c in row] for row in rows]
    widths = [max(len(r[i]) for r in [header] + rows) for i in range(len(header))]
    yield " | ".join(h.ljust(w) for h, w in zip(header, widths)).rstrip()
    yield "-+-".join("-" * w for w in widths)
    for row in rows:
        yield " | ".join(c.rjust(w) if c.replace(".", "").isdigit() else c.ljust(w) for c, w in zip(row, widths)).rstrip()


for line in table(["name", "team", "score"], [[r["name"], r["team"], r["score"]] for r in sorted(rows, key=lambda r: -r["score"])]):
    print(line)
# expect: name         | team  | score
# expect: -------------+-------+------
# expect: Ed           | blue  | 100.0
# expect: Ng, Ann      | red   |  93.5
# expect: Cy "The Eye" | red   | 88.25
# expect: Bo           | blue  |  71.0
# expect: Di           | green |   0.0
for team, members in sorted(group(rows, lambda r: r["team"]).items()):
    scores = [m["score"] for m in members]
    print(f"{team:6} n={len(scores)} mean={sum(scores) / len(scores):.2f} best={max(members, key=lambda m: m['score'])['name']}")
# expect: blue   n=2 mean=85.50 best=Ed
# expect: green  n=1 mean=0.00 best=Di
# expect: red    n=2 mean=90.88 best=Ng, Ann
print({month: len(rs) for month, rs in group(rows, lambda r: r["month"]).items()})  # expect: {1: 2, 2: 3}
print(parse_line('a,"b,c",,"d""e"'), parse_line(""), parse_line(","))  # expect: ['a', 'b,c', '', 'd"e'] [''] ['', '']
def quote(s):
    return '"' + s.replace('"', '""') + '"' if any(c in s for c in ',"\n') else s
back = "\n".join(",".join(quote(r[k]) for k in ("name", "team")) for r in rows)
print(back)
# expect: "Ng, Ann",red
# expect: Bo,blue
# expect: "Cy ""The Eye""",red
# expect: Di,green
# expect: Ed,blue
print([parse_line(l)[0] for l in back.split("\n")] == [r["name"] for r in rows])  # expect: True
