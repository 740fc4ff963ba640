# Facts about characters, names, normal forms.
import unicodedata as ucd

for c in "aÉ1½²Ⅷ €中あ\u0301\n(٣가":
    print(repr(c), ucd.category(c), ucd.bidirectional(c), ucd.east_asian_width(c), ucd.combining(c), ucd.mirrored(c),
          ucd.name(c, "?"), ucd.decimal(c, None), ucd.digit(c, None), ucd.numeric(c, None))
# expect: 'a' Ll L Na 0 0 LATIN SMALL LETTER A None None None
# expect: 'É' Lu L N 0 0 LATIN CAPITAL LETTER E WITH ACUTE None None None
# expect: '1' Nd EN Na 0 0 DIGIT ONE 1 1 1.0
# expect: '½' No ON A 0 0 VULGAR FRACTION ONE HALF None None 0.5
# expect: '²' No EN A 0 0 SUPERSCRIPT TWO None 2 2.0
# expect: 'Ⅷ' Nl L A 0 0 ROMAN NUMERAL EIGHT None None 8.0
# expect: ' ' Zs WS Na 0 0 SPACE None None None
# expect: '€' Sc ET A 0 0 EURO SIGN None None None
# expect: '中' Lo L W 0 0 CJK UNIFIED IDEOGRAPH-4E2D None None None
# expect: 'あ' Lo L W 0 0 HIRAGANA LETTER A None None None
# expect: '́' Mn NSM A 230 0 COMBINING ACUTE ACCENT None None None
# expect: '\n' Cc B N 0 0 ? None None None
# expect: '(' Ps ON Na 0 1 LEFT PARENTHESIS None None None
# expect: '٣' Nd AN N 0 0 ARABIC-INDIC DIGIT THREE 3 3 3.0
# expect: '가' Lo L W 0 0 HANGUL SYLLABLE GA None None None
print(ucd.lookup("LATIN SMALL LETTER E WITH ACUTE"), ucd.lookup("snowman"), ucd.unidata_version)  # expect: é ☃ 14.0.0
word = "Ångström ﬁne é"
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    made = ucd.normalize(form, word)
    print(form, len(made), ascii(made), ucd.is_normalized(form, word))
# expect: NFC 14 '\xc5ngstr\xf6m \ufb01ne \xe9' True
# expect: NFD 17 'A\u030angstro\u0308m \ufb01ne e\u0301' False
# expect: NFKC 15 '\xc5ngstr\xf6m fine \xe9' False
# expect: NFKD 18 'A\u030angstro\u0308m fine e\u0301' False
print("".join(c for c in ucd.normalize("NFD", "crème brûlée à São Paulo") if not ucd.combining(c)))
# expect: creme brulee a Sao Paulo
print(ucd.decomposition("é"), ucd.decomposition("ấ"), repr(ucd.decomposition("a")))  # expect: 0065 0301 00E2 0301 ''
for action in [lambda: ucd.name("\n"), lambda: ucd.lookup("NO SUCH"), lambda: ucd.numeric("a"), lambda: ucd.decimal("²"),
               lambda: ucd.digit("½"), lambda: ucd.category("ab"), lambda: ucd.category(3),
               lambda: ucd.normalize("X", "a")]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError no such name
# expect: KeyError "undefined character name 'NO SUCH'"
# expect: ValueError not a numeric character
# expect: ValueError not a decimal
# expect: ValueError not a digit
# expect: TypeError category() argument must be a unicode character, not str
# expect: TypeError category() argument must be a unicode character, not int
# expect: ValueError invalid normalization form
