# A small class family: shapes, visitors, interfaces by NotImplementedError.
class Shape:
    def area(self):
        raise NotImplementedError(type(self).__name__ + ".area")
    def scale(self, k):
        raise NotImplementedError
    def __lt__(self, o):
        return self.area() < o.area()

class Square(Shape):
    def __init__(self, side):
        self.side = side
    def area(self):
        return self.side ** 2
    def scale(self, k):
        return Square(self.side * k)

class Rect(Shape):
    def __init__(self, w, h):
        self.w, self.h = w, h
    def area(self):
        return self.w * self.h
    def scale(self, k):
        return Rect(self.w * k, self.h * k)

class Blob(Shape):
    pass

shapes = [Square(3), Rect(2, 5), Square(1)]
print([s.area() for s in sorted(shapes)], sum(s.area() for s in shapes), max(shapes).area())
# expect: [1, 9, 10] 20 10
print([s.scale(2).area() for s in shapes])  # expect: [36, 40, 4]
try:
    Blob().area()
except NotImplementedError as e:
    print(repr(e))
# expect: NotImplementedError('Blob.area')

class Visitor:
    def visit(self, node):
        return getattr(self, "visit_" + type(node).__name__, self.generic)(node)
    def generic(self, node):
        return "generic " + type(node).__name__

class Names(Visitor):
    def visit_Square(self, node):
        return f"square of {node.side}"

print([Names().visit(s) for s in shapes])  # expect: ['square of 3', 'generic Rect', 'square of 1']
