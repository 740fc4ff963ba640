"""What the scripts that write tables of Unicode data share."""
import os

# Bits for the number of a record, below the code point where its run begins.
RECORD_BITS = 9


def rows(items, per_line):
    for at in range(0, len(items), per_line):
        yield "    " + ", ".join(items[at:at + per_line]) + ",\n"


def runs_of(record):
    """The distinct records of all code points with their numbers, and where runs of equal ones begin."""
    records, runs = {}, []
    previous = None
    for i in range(0x110000):
        r = record(i)
        if r != previous:
            runs.append(i << RECORD_BITS | records.setdefault(r, len(records)))
            previous = r
    assert len(records) < 1 << RECORD_BITS
    return records, runs


def create(name):
    """The file runtime/src/text/NAME, to be written."""
    return open(os.path.join(os.path.dirname(__file__), "..", "src", "text", name), "w")
