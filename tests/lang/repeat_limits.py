# A sequence that no memory could hold: an OverflowError for texts and bytes, a MemoryError for the rest.
for sequence in ("ab", "日本", b"ab", bytearray(b"ab"), [1, 2], (1, 2)):
    for count in (2**62, 2**63 - 1, 2**63, -(2**70)):
        try:
            print(type(sequence).__name__, sequence * count)
        except (MemoryError, OverflowError) as error:
            print(type(sequence).__name__, type(error).__name__, error)
# expect: str OverflowError repeated string is too long
# expect: str OverflowError repeated string is too long
# expect: str OverflowError cannot fit 'int' into an index-sized integer
# expect: str OverflowError cannot fit 'int' into an index-sized integer
# expect: str OverflowError repeated string is too long
# expect: str OverflowError repeated string is too long
# expect: str OverflowError cannot fit 'int' into an index-sized integer
# expect: str OverflowError cannot fit 'int' into an index-sized integer
# expect: bytes OverflowError repeated bytes are too long
# expect: bytes OverflowError repeated bytes are too long
# expect: bytes OverflowError cannot fit 'int' into an index-sized integer
# expect: bytes OverflowError cannot fit 'int' into an index-sized integer
# expect: bytearray MemoryError
# expect: bytearray MemoryError
# expect: bytearray OverflowError cannot fit 'int' into an index-sized integer
# expect: bytearray OverflowError cannot fit 'int' into an index-sized integer
# expect: list MemoryError
# expect: list MemoryError
# expect: list OverflowError cannot fit 'int' into an index-sized integer
# expect: list OverflowError cannot fit 'int' into an index-sized integer
# expect: tuple MemoryError
# expect: tuple MemoryError
# expect: tuple OverflowError cannot fit 'int' into an index-sized integer
# expect: tuple OverflowError cannot fit 'int' into an index-sized integer
