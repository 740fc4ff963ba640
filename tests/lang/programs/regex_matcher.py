# Regular expressions compiled to an NFA by hand, with a set simulation.
class Regex:
    def __init__(self, pattern):
        self.pattern = pattern
        self.states = []
        self.i = 0
        start, end = self.alternation()
        if self.i < len(pattern):
            raise ValueError(f"unexpected {pattern[self.i]!r} at {self.i}")
        self.start, self.end = start, end

    def state(self):
        self.states.append([])
        return len(self.states) - 1

    def edge(self, a, b, test=None):
        self.states[a].append((test, b))

    def peek(self):
        return self.pattern[self.i] if self.i < len(self.pattern) else None

    def alternation(self):
        start, end = self.sequence()
        while self.peek() == "|":
            self.i += 1
            s, e = self.sequence()
            n, m = self.state(), self.state()
            for x in (start, s):
                self.edge(n, x)
            for x in (end, e):
                self.edge(x, m)
            start, end = n, m
        return start, end

    def sequence(self):
        start = end = self.state()
        while self.peek() not in (None, "|", ")"):
            s, e = self.repeat()
            self.edge(end, s)
            end = e
        return start, end

    def repeat(self):
        start, end = self.atom()
        while self.peek() in ("*", "+", "?"):
            op = self.pattern[self.i]
            self.i += 1
            n, m = self.state(), self.state()
            self.edge(n, start)
            self.edge(end, m)
            if op in "*?":
                self.edge(n, m)
            if op in "*+":
                self.edge(end, start)
            start, end = n, m
        return start, end

    def atom(self):
        c = self.peek()
        self.i += 1
        if c == "(":
            pair = self.alternation()
            if self.peek() != ")":
                raise ValueError("missing )")
            self.i += 1
            return pair
        if c in "*+?":
            raise ValueError(f"nothing to repeat at {self.i - 1}")
        if c == ".":
            test = lambda ch: True
        elif c == "[":
            close = self.pattern.index("]", self.i)
            chars = self.pattern[self.i:close]
            self.i = close + 1
            allowed = set()
            k = 0
            while k < len(chars):
                if k + 2 < len(chars) and chars[k + 1] == "-":
                    allowed |= {chr(x) for x in range(ord(chars[k]), ord(chars[k + 2]) + 1)}
                    k += 3
                else:
                    allowed.add(chars[k])
                    k += 1
            test = allowed.__contains__
        else:
            test = lambda ch, c=c: ch == c
        a, b = self.state(), self.state()
        self.edge(a, b, test)
        return a, b

    def closure(self, states):
        todo, seen = list(states), set(states)
        while todo:
            for test, target in self.states[todo.pop()]:
                if test is None and target not in seen:
                    seen.add(target)
                    todo.append(target)
        return seen

    def match(self, text):
        current = self.closure({self.start})
        for ch in text:
            current = self.closure({t for s in current for test, t in self.states[s] if test and test(ch)})
            if not current:
                return False
        return self.end in current


for pattern, texts in {"a*b": ["b", "aaab", "ba", ""], "(ab|cd)+e?": ["ab", "abcd", "abe", "e", "cdee"],
                       "[a-c0-9]+": ["abc", "9z", "a1"], ".x.": ["axb", "xx", "xxx"], "": ["", "a"],
                       "(a|b)*abb": ["abb", "aababb", "ab"], "(a*)*b": ["a" * 30 + "b", "a" * 30]}.items():
    r = Regex(pattern)
    print(f"{pattern!r:14} {[t[:6] for t in texts if r.match(t)]}", len(r.states))
# expect: 'a*b'          ['b', 'aaab'] 7
# expect: '(ab|cd)+e?'   ['ab', 'abcd', 'abe'] 19
# expect: '[a-c0-9]+'    ['abc', 'a1'] 5
# expect: '.x.'          ['axb', 'xxx'] 7
# expect: ''             [''] 1
# expect: '(a|b)*abb'    ['abb', 'aababb'] 17
# expect: '(a*)*b'       ['aaaaaa'] 10
for bad in ("(a", "a)", "*a", "a|*"):
    try:
        Regex(bad)
    except ValueError as e:
        print(bad, e)
# expect: (a missing )
# expect: a) unexpected ')' at 1
# expect: *a nothing to repeat at 0
# expect: a|* nothing to repeat at 2
