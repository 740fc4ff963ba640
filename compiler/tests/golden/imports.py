import os, sys as s, a.b, a.b.c as d
from . import x
from ..m.n import y as z, w
from q import *
