# Division by zero, negative shift, wrong operand types.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)

attempt(lambda: 1 // 0)  # expect: ZeroDivisionError: integer division or modulo by zero
attempt(lambda: 1 % 0)  # expect: ZeroDivisionError: integer modulo by zero
attempt(lambda: 1 / 0)  # expect: ZeroDivisionError: division by zero
attempt(lambda: divmod(1, 0))  # expect: ZeroDivisionError: integer division or modulo by zero
attempt(lambda: 0 ** -1)  # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
attempt(lambda: 1 << -1)  # expect: ValueError: negative shift count
attempt(lambda: 1 >> -1)  # expect: ValueError: negative shift count
attempt(lambda: 1 + "1")  # expect: TypeError: unsupported operand type(s) for +: 'int' and 'str'
attempt(lambda: "1" + 1)  # expect: TypeError: can only concatenate str (not "int") to str
attempt(lambda: 1 - None)  # expect: TypeError: unsupported operand type(s) for -: 'int' and 'NoneType'
attempt(lambda: [] * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(lambda: -"x")  # expect: TypeError: bad operand type for unary -: 'str'
attempt(lambda: ~1.5)  # expect: TypeError: bad operand type for unary ~: 'float'
attempt(lambda: 1 & 2.0)  # expect: TypeError: unsupported operand type(s) for &: 'int' and 'float'
attempt(lambda: 1 < "2")  # expect: TypeError: '<' not supported between instances of 'int' and 'str'
attempt(lambda: None >= None)  # expect: TypeError: '>=' not supported between instances of 'NoneType' and 'NoneType'
attempt(lambda: pow(2, 3, 0))  # expect: ValueError: pow() 3rd argument cannot be 0
attempt(lambda: pow(2, -1, 4))  # expect: ValueError: base is not invertible for the given modulus
attempt(lambda: 10 ** 400 / 3)  # expect: OverflowError: integer division result too large for a float
attempt(lambda: float(10 ** 400))  # expect: OverflowError: int too large to convert to float
attempt(lambda: 2 ** 1000 / 2 ** 999)  # expect: 2.0
attempt(lambda: (10 ** 30) // 0)  # expect: ZeroDivisionError: integer division or modulo by zero
