# input reads lines; the prompt goes to standard output; the end is EOFError.
# stdin: Ann
# stdin: 42
# stdin:  spaces kept 
name = input()
n = int(input("number? "))
text = input()
print(name, n + 1, repr(text))  # expect: number? Ann 43 ' spaces kept '
try:
    input("more? ")
except EOFError as e:
    print(repr(e))
# expect: more? EOFError('EOF when reading a line')
