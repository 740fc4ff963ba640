"""Tables as text: one row a line, fields between delimiters, quotes around what needs them."""

import io as _io

__all__ = ["QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE", "Error", "Dialect", "excel", "excel_tab",
           "field_size_limit", "reader", "writer", "register_dialect", "get_dialect", "list_dialects", "Sniffer",
           "unregister_dialect", "DictReader", "DictWriter", "unix_dialect"]

__version__ = "1.0"
QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    """How rows are written. Classes derived from this one name the differences."""

    delimiter = quotechar = escapechar = doublequote = skipinitialspace = lineterminator = quoting = None

    def __init__(self):
        _Rules(self, {})


class excel(Dialect):
    delimiter, quotechar, doublequote, skipinitialspace = ",", '"', True, False
    lineterminator, quoting = "\r\n", QUOTE_MINIMAL


class excel_tab(excel):
    delimiter = "\t"


class unix_dialect(Dialect):
    delimiter, quotechar, doublequote, skipinitialspace = ",", '"', True, False
    lineterminator, quoting = "\n", QUOTE_ALL


_defaults = {"delimiter": ",", "quotechar": '"', "escapechar": None, "doublequote": True, "skipinitialspace": False,
             "lineterminator": "\r\n", "quoting": None, "strict": False}
_dialects = {}
_limit = 131072


class _Rules:
    """A dialect with every rule checked."""

    def __init__(self, dialect, given):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        for name in given:
            if name not in _defaults:
                raise TypeError(f"{name!r} is an invalid keyword argument for this function")
        for name, default in _defaults.items():
            value = given.get(name, getattr(dialect, name, default) if dialect is not None else default)
            setattr(self, name, value)
        for name in ("delimiter", "quotechar", "escapechar"):
            value = getattr(self, name)
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                none = " or None" if name != "delimiter" else ""
                raise TypeError(f'"{name}" must be string{none}, not {type(value).__name__}')
            if len(value) != 1:
                raise TypeError(f'"{name}" must be a 1-character string')
        if self.quoting is None:
            self.quoting = QUOTE_NONE if self.quotechar is None else QUOTE_MINIMAL
        if self.quoting not in (0, 1, 2, 3):
            raise TypeError('bad "quoting" value')
        if self.quoting != QUOTE_NONE and not self.quotechar:
            raise TypeError("quotechar must be set if quoting enabled")
        if not isinstance(self.lineterminator, str):
            raise TypeError('"lineterminator" must be set' if self.lineterminator is None else
                            f'"lineterminator" must be a string, not {type(self.lineterminator).__name__}')
        self.doublequote, self.skipinitialspace = bool(self.doublequote), bool(self.skipinitialspace)
        self.strict = bool(self.strict)


def register_dialect(name, dialect=None, **fmtparams):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = _Rules(dialect, fmtparams)


def unregister_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    del _dialects[name]


def get_dialect(name):
    if name not in _dialects:
        raise Error("unknown dialect")
    return _dialects[name]


def list_dialects():
    return list(_dialects)


def field_size_limit(new_limit=None):
    global _limit
    old = _limit
    if new_limit is not None:
        if not isinstance(new_limit, int):
            raise TypeError("limit must be an integer")
        _limit = new_limit
    return old


class reader:
    """Iterates over rows: lists of str."""

    __module__ = "_csv"

    def __init__(self, iterable, dialect=None, **fmtparams):
        self._lines = iter(iterable)
        self.dialect = _Rules("excel" if dialect is None else dialect, fmtparams)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        rules = self.dialect
        fields, field, numeric = [], [], False
        state = "start"
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == "quoted":
                    if rules.strict:
                        raise Error("unexpected end of data") from None
                    self._save(fields, field, numeric)
                    return fields
                if state == "escape":
                    self._save(fields, field + ["\n"], numeric)
                    return fields
                raise
            if not isinstance(line, str):
                raise Error(f"iterator should return strings, not {type(line).__name__} "
                            "(the file should be opened in text mode)")
            self.line_num += 1
            if state == "start" and not rules.escapechar and (rules.quotechar is None or rules.quotechar not in line) \
                    and not rules.skipinitialspace and rules.quoting < QUOTE_NONNUMERIC and len(line) <= _limit:
                # Nothing in the line is special but the delimiters.
                text = line.rstrip("\r\n")
                if "\r" not in text and "\n" not in text:
                    return text.split(rules.delimiter) if text else []
            delimiter, quote, escape = rules.delimiter, rules.quotechar, rules.escapechar
            if rules.quoting == QUOTE_NONE:
                quote = None
            size = 0
            for c in line + "\0end":
                size += 1
                if size > len(line):
                    c = None
                if state == "eaten":
                    if c is None:
                        state = "done"
                        break
                    if c in "\r\n":
                        continue
                    raise Error("new-line character seen in unquoted field - do you need to open the file in "
                                "universal-newline mode?")
                if state == "start":
                    if c is None:
                        state = "done"
                        break
                    if c in "\r\n":
                        state = "eaten"
                        continue
                    state = "field"
                if (c is None or c in "\r\n") and (
                        state == "field" or state == "in" or state == "quote" and c != quote and c != delimiter):
                    self._save(fields, field, numeric)
                    field, numeric = [], False
                    if c is None:
                        state = "done"
                        break
                    state = "eaten"
                elif state == "field":
                    if c == quote:
                        state = "quoted"
                    elif c == escape:
                        state = "escape"
                    elif c == " " and rules.skipinitialspace:
                        pass
                    elif c == delimiter:
                        self._save(fields, field, numeric)
                        field, numeric = [], False
                    else:
                        numeric = rules.quoting == QUOTE_NONNUMERIC
                        field.append(c)
                        state = "in"
                elif state == "in":
                    if c == escape:
                        state = "escape"
                    elif c == delimiter:
                        self._save(fields, field, numeric)
                        field, numeric = [], False
                        state = "field"
                    else:
                        field.append(c)
                elif state == "quoted":
                    if c is None:
                        break
                    if c == escape:
                        state = "escape in quotes"
                    elif c == quote:
                        state = "quote" if rules.doublequote else "in"
                    else:
                        field.append(c)
                elif state == "quote":
                    if c == quote and c is not None:
                        field.append(c)
                        state = "quoted"
                    elif c == delimiter:
                        self._save(fields, field, numeric)
                        field, numeric = [], False
                        state = "field"
                    elif rules.strict:
                        raise Error(f"'{delimiter}' expected after '{quote}'")
                    else:
                        field.append(c)
                        state = "in"
                else:
                    if c is None:
                        if state == "escape in quotes":
                            field.append("\n")
                            state = "quoted"
                        break
                    field.append(c)
                    state = "in" if state == "escape" else "quoted"
                if len(field) > _limit:
                    raise Error(f"field larger than field limit ({_limit})")
            if state == "done":
                return fields

    def _save(self, fields, field, numeric):
        text = "".join(field)
        fields.append(float(text) if numeric else text)


class writer:
    """Writes rows to a file."""

    __module__ = "_csv"

    def __init__(self, fileobj, dialect=None, **fmtparams):
        if not hasattr(fileobj, "write"):
            raise TypeError('argument 1 must have a "write" method')
        self._write = fileobj.write
        self.dialect = _Rules("excel" if dialect is None else dialect, fmtparams)

    def writerow(self, row, /):
        try:
            row = list(row)
        except TypeError:
            raise Error(f"iterable expected, not {type(row).__name__}") from None
        rules = self.dialect
        parts = []
        for value in row:
            if isinstance(value, str):
                text = value
            elif value is None:
                text = ""
            else:
                text = repr(value) if type(value) is float else str(value)
            is_number = isinstance(value, (int, float))
            quoted = rules.quoting == QUOTE_ALL or rules.quoting == QUOTE_NONNUMERIC and not is_number
            parts.append(self._field(text, quoted, rules))
        if len(parts) == 1 and not parts[0]:
            if rules.quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            parts[0] = rules.quotechar * 2
        return self._write(rules.delimiter.join(parts) + rules.lineterminator)

    def _field(self, text, quoted, rules):
        quote, escape = rules.quotechar, rules.escapechar
        special = [rules.delimiter, escape, quote, *rules.lineterminator]
        if not quoted and not any(c and c in text for c in special) and "\n" not in text and "\r" not in text:
            return text
        out = []
        for c in text:
            wants_escape = False
            if c == rules.delimiter or c == escape or c == quote or c in rules.lineterminator or c in "\r\n":
                if rules.quoting == QUOTE_NONE:
                    wants_escape = True
                else:
                    if c == quote:
                        if rules.doublequote:
                            out.append(quote)
                        else:
                            wants_escape = True
                    elif c == escape:
                        wants_escape = True
                    if not wants_escape:
                        quoted = True
                if wants_escape:
                    if not escape:
                        raise Error("need to escape, but no escapechar set")
                    out.append(escape)
            out.append(c)
        return quote + "".join(out) + quote if quoted else "".join(out)

    def writerows(self, rows, /):
        for row in rows:
            self.writerow(row)


class DictReader:
    """Rows as dicts; the names stand in the first row unless they are given."""

    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect="excel", *args, **kwds):
        self._fieldnames = fieldnames
        self.restkey, self.restval = restkey, restval
        self.reader = reader(f, dialect, *args, **kwds)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        self.line_num = self.reader.line_num
        return self._fieldnames

    @fieldnames.setter
    def fieldnames(self, value):
        self._fieldnames = value

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while not row:
            row = next(self.reader)
        self.line_num = self.reader.line_num
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        else:
            for name in names[len(row):]:
                made[name] = self.restval
        return made


class DictWriter:
    """Writes dicts as rows."""

    def __init__(self, f, fieldnames, restval="", extrasaction="raise", dialect="excel", *args, **kwds):
        self.fieldnames, self.restval = fieldnames, restval
        if extrasaction.lower() not in ("raise", "ignore"):
            raise ValueError("extrasaction (%s) must be 'raise' or 'ignore'" % extrasaction)
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, *args, **kwds)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def _row(self, rowdict):
        if self.extrasaction == "raise":
            wrong = rowdict.keys() - self.fieldnames
            if wrong:
                raise ValueError("dict contains fields not in fieldnames: " + ", ".join([repr(x) for x in wrong]))
        return [rowdict.get(key, self.restval) for key in self.fieldnames]

    def writerow(self, rowdict):
        return self.writer.writerow(self._row(rowdict))

    def writerows(self, rowdicts):
        return self.writer.writerows(map(self._row, rowdicts))


class Sniffer:
    """Would guess the dialect of a text."""

    def sniff(self, sample, delimiters=None):
        raise NotImplementedError("csv.Sniffer.sniff is not supported")

    def has_header(self, sample):
        raise NotImplementedError("csv.Sniffer.has_header is not supported")


register_dialect("excel", excel)
register_dialect("excel-tab", excel_tab)
register_dialect("unix", unix_dialect)
