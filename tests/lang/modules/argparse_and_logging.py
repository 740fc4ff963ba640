# Command lines and messages.
import argparse
import logging
import sys

p = argparse.ArgumentParser(prog="prog", description="What it does.")
p.add_argument("name", help="the name")
p.add_argument("-n", "--num", type=int, default=3, help="a number (default: %(default)s)")
p.add_argument("-v", "--verbose", action="store_true")
p.add_argument("--mode", choices=["a", "b"])
p.print_help()
# expect: usage: prog [-h] [-n NUM] [-v] [--mode {a,b}] name
# expect:
# expect: What it does.
# expect:
# expect: positional arguments:
# expect:   name               the name
# expect:
# expect: options:
# expect:   -h, --help         show this help message and exit
# expect:   -n NUM, --num NUM  a number (default: 3)
# expect:   -v, --verbose
# expect:   --mode {a,b}
print(p.parse_args(["me", "-n5", "--verb", "--mode=b"]))  # expect: Namespace(name='me', num=5, verbose=True, mode='b')
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
logging.debug("no")
logging.getLogger("a.b").warning("w %s", 1)  # expect: WARNING a.b w 1
try:
    1 / 0
except ZeroDivisionError:
    logging.error("bad", exc_info=False)
# expect: ERROR root bad
