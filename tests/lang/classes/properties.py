# property: getter, setter, deleter, computed and validated values.
class Circle:
    def __init__(self, r):
        self.radius = r
    @property
    def radius(self):
        """The radius."""
        return self._r
    @radius.setter
    def radius(self, r):
        if r < 0:
            raise ValueError("negative radius")
        self._r = r
    @radius.deleter
    def radius(self):
        print("deleting")
        del self._r
    @property
    def area(self):
        return 3 * self._r ** 2

c = Circle(2)
print(c.radius, c.area)  # expect: 2 12
c.radius = 5
print(c.area, Circle.radius.__doc__)  # expect: 75 The radius.
try:
    c.radius = -1
except ValueError as e:
    print(e)
# expect: negative radius
try:
    c.area = 1
except AttributeError as e:
    print(e)
# expect: property 'area' of 'Circle' object has no setter
try:
    del c.area
except AttributeError as e:
    print(e)
# expect: property 'area' of 'Circle' object has no deleter
c.radius += 1
print(c.radius, c.__dict__)  # expect: 6 {'_r': 6}
del c.radius  # expect: deleting
try:
    c.radius
except AttributeError as e:
    print(e)
# expect: 'Circle' object has no attribute '_r'

class Temp:
    def __init__(self):
        self._c = 0
    def get_f(self):
        return self._c * 9 / 5 + 32
    def set_f(self, f):
        self._c = (f - 32) * 5 / 9
    fahrenheit = property(get_f, set_f)

t = Temp()
t.fahrenheit = 212
print(t._c, t.fahrenheit)  # expect: 100.0 212.0

class Sub(Circle):
    @property
    def area(self):
        return super().area + 1

print(Sub(1).area)  # expect: 4
class WriteOnly:
    def _set(self, v):
        self.v = v
    x = property(None, _set)
w = WriteOnly()
w.x = 5
try:
    w.x
except AttributeError as e:
    print(e)
# expect: property 'x' of 'WriteOnly' object has no getter
