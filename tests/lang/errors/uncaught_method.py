# Frames of methods, lambdas and comprehensions.
class Account:
    def __init__(self, balance):
        self.balance = balance

    def withdraw(self, amount):
        if amount > self.balance:
            raise ValueError(f"insufficient funds: {self.balance} < {amount}")
        self.balance -= amount

accounts = [Account(100), Account(5)]
run = lambda a: a.withdraw(50)
[run(a) for a in accounts]
# expect traceback:
#  Traceback (most recent call last):
#    File "uncaught_method.py", line 13, in <module>
#      [run(a) for a in accounts]
#    File "uncaught_method.py", line 13, in <listcomp>
#      [run(a) for a in accounts]
#    File "uncaught_method.py", line 12, in <lambda>
#      run = lambda a: a.withdraw(50)
#    File "uncaught_method.py", line 8, in withdraw
#      raise ValueError(f"insufficient funds: {self.balance} < {amount}")
#  ValueError: insufficient funds: 5 < 50
