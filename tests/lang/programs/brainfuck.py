# An interpreter with a jump table, and a compiler to closures.
def jumps(code):
    stack, table = [], {}
    for i, c in enumerate(code):
        if c == "[":
            stack.append(i)
        elif c == "]":
            if not stack:
                raise SyntaxError(f"unmatched ] at {i}")
            j = stack.pop()
            table[i], table[j] = j, i
    if stack:
        raise SyntaxError(f"unmatched [ at {stack[-1]}")
    return table


def run(code, data=""):
    table = jumps(code)
    tape, p, i, out = [0] * 100, 0, 0, []
    source = iter(data)
    while i < len(code):
        c = code[i]
        if c == ">":
            p += 1
        elif c == "<":
            p -= 1
        elif c == "+":
            tape[p] = (tape[p] + 1) % 256
        elif c == "-":
            tape[p] = (tape[p] - 1) % 256
        elif c == ".":
            out.append(chr(tape[p]))
        elif c == ",":
            tape[p] = ord(next(source, "\0"))
        elif c == "[" and not tape[p]:
            i = table[i]
        elif c == "]" and tape[p]:
            i = table[i]
        i += 1
    return "".join(out)


HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
print(run(HELLO))  # expect: Hello World!
print(run(",[.,]", "echo!"))  # expect: echo!
print(run(">,>,<[>+<-]>.", "!0"))  # expect: Q


def compile_bf(code):
    def block(i):
        ops = []
        while i < len(code) and code[i] != "]":
            c = code[i]
            if c == "[":
                body, i = block(i + 1)
                def loop(s, body=body):
                    while s["tape"][s["p"]]:
                        for op in body:
                            op(s)
                ops.append(loop)
            elif c in "+-":
                d = 1 if c == "+" else -1
                def add(s, d=d):
                    s["tape"][s["p"]] = (s["tape"][s["p"]] + d) & 255
                ops.append(add)
            elif c in "<>":
                d = 1 if c == ">" else -1
                def move(s, d=d):
                    s["p"] += d
                ops.append(move)
            elif c == ".":
                ops.append(lambda s: s["out"].append(chr(s["tape"][s["p"]])))
            i += 1
        return ops, i
    program, _ = block(0)
    def execute():
        s = {"tape": [0] * 100, "p": 0, "out": []}
        for op in program:
            op(s)
        return "".join(s["out"])
    return execute


print(compile_bf(HELLO)())  # expect: Hello World!
for bad in ("[[]", "+]"):
    try:
        run(bad)
    except SyntaxError as e:
        print(e)
# expect: unmatched [ at 0
# expect: unmatched ] at 1
