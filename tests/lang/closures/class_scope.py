# Class bodies are no closure scope for their methods.
x = "module"

class C:
    x = "class"
    y = x
    def read(self):
        return x
    def read_self(self):
        return self.x

print(C.y, C().read(), C().read_self())  # expect: class module class

def factory(x):
    class D:
        z = x
        def get(self):
            return x
    return D

print(factory(3).z, factory(4)().get())  # expect: 3 4

class E:
    n = 3
    squares = [i * i for i in range(n)]

print(E.squares)  # expect: [0, 1, 4]
