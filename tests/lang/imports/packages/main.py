# A package with __init__, submodules, relative imports.
import shapes  # expect: init of shapes
from shapes import circle, Square
from shapes.circle import area
import shapes.util.text as text
print(shapes.VERSION, circle.area(1), area(2), Square(3).area())  # expect: 1.0 3 12 9
print(shapes.circle is circle, text.title("x"), shapes.util.text is text)  # expect: True <x> True
print(shapes.__name__, circle.__name__, text.__name__)  # expect: shapes shapes.circle shapes.util.text
from shapes.util import *
print(exported)  # expect: yes
