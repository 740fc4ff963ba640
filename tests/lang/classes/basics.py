# Classes: instances, class and instance attributes, methods.
class Dog:
    """A dog."""
    kind = "canine"
    tricks_known = []
    def __init__(self, name):
        self.name = name
    def speak(self, loud=False):
        return (self.name + " says woof").upper() if loud else self.name + " says woof"
    def add(self, trick):
        self.tricks_known.append(trick)

a, b = Dog("Rex"), Dog("Fido")
print(a.speak(), b.speak(loud=True), Dog.speak(a))  # expect: Rex says woof FIDO SAYS WOOF Rex says woof
print(a.kind, Dog.kind, a.name, Dog.__name__, Dog.__doc__, type(a) is Dog)  # expect: canine canine Rex Dog A dog. True
a.kind = "own"
print(a.kind, b.kind, Dog.kind)  # expect: own canine canine
Dog.kind = "changed"
print(a.kind, b.kind)  # expect: own changed
del a.kind
print(a.kind)  # expect: changed
a.add("sit")
b.add("roll")
print(a.tricks_known, Dog.tricks_known is b.tricks_known)  # expect: ['sit', 'roll'] True
print(a.__dict__, sorted(k for k in Dog.__dict__ if not k.startswith("__")))
# expect: {'name': 'Rex'} ['add', 'kind', 'speak', 'tricks_known']
m = a.speak
print(m(), m.__self__ is a, m.__func__ is Dog.speak)  # expect: Rex says woof True True
a.extra = 5
print(hasattr(a, "extra"), hasattr(b, "extra"), getattr(b, "extra", "none"))  # expect: True False none
setattr(b, "dyn", 1)
delattr(b, "dyn")
try:
    b.dyn
except AttributeError as e:
    print(e)
# expect: 'Dog' object has no attribute 'dyn'
try:
    Dog.nope
except AttributeError as e:
    print(e)
# expect: type object 'Dog' has no attribute 'nope'
try:
    Dog()
except TypeError as e:
    print(e)
# expect: Dog.__init__() missing 1 required positional argument: 'name'
try:
    a.speak(1, 2)
except TypeError as e:
    print(e)
# expect: Dog.speak() takes from 1 to 2 positional arguments but 3 were given
print(isinstance(a, Dog), isinstance(a, object), issubclass(Dog, object), Dog.__bases__)
# expect: True True True (<class 'object'>,)
class Empty: pass
e = Empty()
e.x = 1
e.f = lambda: "not bound"
print(e.x, e.f())  # expect: 1 not bound
def late(self):
    return "late " + self.name
Dog.late = late
print(a.late())  # expect: late Rex
