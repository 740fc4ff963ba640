# Inheritance, overriding, super, isinstance, method resolution order.
class Animal:
    sound = "..."
    def __init__(self, name):
        self.name = name
    def speak(self):
        return f"{self.name}: {self.sound}"
    def describe(self):
        return "I am " + self.speak()

class Cat(Animal):
    sound = "meow"

class Lion(Cat):
    def __init__(self, name, pride):
        super().__init__(name)
        self.pride = pride
    def speak(self):
        return super().speak().upper() + "!"

print(Animal("a").describe(), Cat("c").describe(), Lion("l", 3).describe())
# expect: I am a: ... I am c: meow I am L: MEOW!
print([c.__name__ for c in Lion.__mro__], issubclass(Lion, Animal), isinstance(Cat("x"), Lion))
# expect: ['Lion', 'Cat', 'Animal', 'object'] True False

class A:
    def who(self):
        return "A"
class B(A):
    def who(self):
        return "B" + super().who()
class C(A):
    def who(self):
        return "C" + super().who()
class D(B, C):
    def who(self):
        return "D" + super().who()
print(D().who(), [c.__name__ for c in D.mro()])  # expect: DBCA ['D', 'B', 'C', 'A', 'object']
try:
    class X(A, D):
        pass
except TypeError as e:
    print(e)
# expect: Cannot create a consistent method resolution
# expect: order (MRO) for bases A, D

class Mixin:
    def hello(self):
        return "hello from " + type(self).__name__
class Both(Mixin, Animal):
    pass
print(Both("b").hello(), Both("b").speak())  # expect: hello from Both b: ...
print(super(Lion, Lion("z", 1)).speak())  # expect: z: meow

class Base:
    @classmethod
    def make(cls):
        return cls()
    def __repr__(self):
        return f"<{type(self).__name__}>"
class Derived(Base):
    @classmethod
    def make(cls):
        return [super().make()]
print(Base.make(), Derived.make())  # expect: <Base> [<Derived>]
class MyList(list):
    def total(self):
        return sum(self)
    def append(self, x):
        super().append(x * 2)
m = MyList([1, 2])
m.append(5)
print(m, m.total(), len(m), isinstance(m, list), m == [1, 2, 10], m[-1])  # expect: [1, 2, 10] 13 3 True True 10
class MyInt(int):
    def __add__(self, o):
        return MyInt(int(self) + o + 100)
print(MyInt(5) + 1, type(MyInt(5) + 1).__name__, MyInt(7) * 2)  # expect: 106 MyInt 14
class MyStr(str):
    def shout(self):
        return self.upper() + "!"
print(MyStr("hi").shout(), MyStr("hi") == "hi", len(MyStr("abc")))  # expect: HI! True 3
class MyDict(dict):
    def __getattr__(self, k):
        return self[k]
print(MyDict(a=1).a)  # expect: 1
