# What no memory could hold is a MemoryError at once.
for text in (
    "'%*d' % (10**12, 1)", "(10**4).to_bytes(10**12, 'big')", "'a' * 10**15", "bytes(10**15)", "[0] * 10**14",
    "bytearray(10**14)", "'{:>1000000000000}'.format(3)", "'a'.ljust(10**14)", "'a\\tb'.expandtabs(10**9) * 10**6",
):
    try:
        eval(text)
        print("no error", text)
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__, text[:30])
# expect: MemoryError '%*d' % (10**12, 1)
# expect: MemoryError (10**4).to_bytes(10**12, 'big'
# expect: MemoryError 'a' * 10**15
# expect: MemoryError bytes(10**15)
# expect: MemoryError [0] * 10**14
# expect: MemoryError bytearray(10**14)
# expect: MemoryError '{:>1000000000000}'.format(3)
# expect: MemoryError 'a'.ljust(10**14)
# expect: MemoryError 'a\tb'.expandtabs(10**9) * 10*
