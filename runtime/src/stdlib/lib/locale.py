"""The customs of a place; only those of the C locale are known."""

LC_CTYPE, LC_NUMERIC, LC_TIME, LC_COLLATE, LC_MONETARY, LC_MESSAGES, LC_ALL = range(7)
CHAR_MAX = 127


class Error(Exception):
    """A locale that is not there."""


def setlocale(category, locale=None):
    if locale in (None, "", "C", "POSIX", "C.UTF-8"):
        return "C"
    raise Error("unsupported locale setting")


def getlocale(category=LC_CTYPE):
    return ("en_US", "UTF-8")


def getdefaultlocale(envvars=()):
    return ("en_US", "UTF-8")


def getpreferredencoding(do_setlocale=True):
    return "UTF-8"


def getencoding():
    return "UTF-8"


def localeconv():
    return {"decimal_point": ".", "thousands_sep": "", "grouping": [], "int_curr_symbol": "", "currency_symbol": "",
            "mon_decimal_point": "", "mon_thousands_sep": "", "mon_grouping": [], "positive_sign": "", "negative_sign": ""}


def strcoll(a, b):
    return (a > b) - (a < b)


def strxfrm(text):
    return text


def atof(text, func=float):
    return func(text)


def atoi(text):
    return int(text)


def format_string(f, val, grouping=False, monetary=False):
    return f % val


def str(value):
    return "%.12g" % value
