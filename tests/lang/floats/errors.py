# Division by zero and overflow of **.
def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)

attempt(lambda: 1.0 / 0)  # expect: ZeroDivisionError: float division by zero
attempt(lambda: 1.0 // 0.0)  # expect: ZeroDivisionError: float floor division by zero
attempt(lambda: 1.0 % 0.0)  # expect: ZeroDivisionError: float modulo
attempt(lambda: divmod(1.0, 0.0))  # expect: ZeroDivisionError: float divmod()
attempt(lambda: 0.0 ** -1)  # expect: ZeroDivisionError: 0.0 cannot be raised to a negative power
attempt(lambda: 1e200 ** 2)  # expect: OverflowError: (34, 'Numerical result out of range')
attempt(lambda: 2.0 ** 10000)  # expect: OverflowError: (34, 'Numerical result out of range')
attempt(lambda: 1.5 + "a")  # expect: TypeError: unsupported operand type(s) for +: 'float' and 'str'
attempt(lambda: 1.5 << 2)  # expect: TypeError: unsupported operand type(s) for <<: 'float' and 'int'
attempt(lambda: "abc" * 1.5)  # expect: TypeError: can't multiply sequence by non-int of type 'float'
attempt(lambda: [1, 2][1.0])  # expect: TypeError: list indices must be integers or slices, not float
attempt(lambda: range(1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
