"""Shapes."""
from .square import Square
VERSION = "1.0"
print("init of", __name__)
