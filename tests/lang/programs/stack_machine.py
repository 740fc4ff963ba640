# An assembler and a stack machine with calls, jumps and memory.
class VMError(Exception):
    pass


def assemble(source):
    labels, code = {}, []
    for n, line in enumerate(source.strip().splitlines(), 1):
        line = line.split(";")[0].strip()
        if not line:
            continue
        if line.endswith(":"):
            labels[line[:-1]] = len(code)
            continue
        op, *args = line.split()
        code.append((op.upper(), args, n))
    resolved = []
    for op, args, n in code:
        values = []
        for a in args:
            if a.lstrip("-").isdigit():
                values.append(int(a))
            elif a in labels:
                values.append(labels[a])
            else:
                raise VMError(f"line {n}: unknown label {a}")
        resolved.append((op, values, n))
    return resolved


class VM:
    BINARY = {"ADD": lambda a, b: a + b, "SUB": lambda a, b: a - b, "MUL": lambda a, b: a * b, "DIV": lambda a, b: a // b,
              "LT": lambda a, b: int(a < b), "EQ": lambda a, b: int(a == b), "MOD": lambda a, b: a % b}

    def __init__(self, code):
        self.code = code
        self.stack, self.calls, self.memory, self.output = [], [], {}, []
        self.pc = self.steps = 0

    def run(self, limit=10000):
        while self.pc < len(self.code):
            self.steps += 1
            if self.steps > limit:
                raise VMError("too many steps")
            op, args, line = self.code[self.pc]
            self.pc += 1
            try:
                if self.execute(op, args) is False:
                    break
            except IndexError:
                raise VMError(f"line {line}: stack underflow in {op}") from None
            except ZeroDivisionError as e:
                raise VMError(f"line {line}: {e}") from e
        return self.output

    def execute(self, op, args):
        s = self.stack
        if op in self.BINARY:
            b, a = s.pop(), s.pop()
            s.append(self.BINARY[op](a, b))
        elif op == "PUSH":
            s.append(args[0])
        elif op == "DUP":
            s.append(s[-1])
        elif op == "POP":
            s.pop()
        elif op == "SWAP":
            s[-1], s[-2] = s[-2], s[-1]
        elif op == "LOAD":
            s.append(self.memory.get(args[0], 0))
        elif op == "STORE":
            self.memory[args[0]] = s.pop()
        elif op == "JMP":
            self.pc = args[0]
        elif op == "JZ":
            if s.pop() == 0:
                self.pc = args[0]
        elif op == "CALL":
            self.calls.append(self.pc)
            self.pc = args[0]
        elif op == "RET":
            self.pc = self.calls.pop()
        elif op == "PRINT":
            self.output.append(s.pop())
        elif op == "HALT":
            return False
        else:
            raise VMError(f"unknown instruction {op}")


COUNT = """
    push 5
loop:
    dup
    print
    push 1
    sub
    dup
    jz done   ; when it reaches zero
    jmp loop
done:
    halt
"""
FACT = """
    push 12
    call fact
    print
    halt
fact:
    dup
    jz base
    dup
    push 1
    sub
    call fact
    mul
    ret
base:
    pop
    push 1
    ret
"""
GCD = """
    push 1071
    store 0
    push 462
    store 1
again:
    load 1
    jz end
    load 0
    load 1
    mod
    load 1
    store 0
    store 1
    jmp again
end:
    load 0
    print
"""
for name, src in (("count", COUNT), ("fact", FACT), ("gcd", GCD), ("underflow", "add"), ("zero", "push 1\npush 0\ndiv"),
                  ("forever", "a:\njmp a"), ("label", "jmp nowhere"), ("unknown", "fly")):
    try:
        vm = VM(assemble(src))
        print(name, vm.run(), vm.steps)
    except VMError as e:
        print(name, "error:", e, "|", type(e.__cause__).__name__)
# expect: count [5, 4, 3, 2, 1] 36
# expect: fact [479001600] 105
# expect: gcd [21] 35
# expect: underflow error: line 1: stack underflow in ADD | NoneType
# expect: zero error: line 3: integer division or modulo by zero | ZeroDivisionError
# expect: forever error: too many steps | NoneType
# expect: label error: line 1: unknown label nowhere | NoneType
# expect: unknown error: unknown instruction FLY | NoneType
