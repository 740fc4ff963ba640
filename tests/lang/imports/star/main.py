# import * takes public names, or those of __all__.
from plain import *
from chosen import *
print(visible, chosen_one, "_hidden" in globals(), "not_chosen" in globals(), _also)  # expect: 1 c False False a
def local_import():
    import plain
    from chosen import not_chosen
    return plain._hidden, not_chosen
print(local_import(), "plain" in globals())  # expect: (2, 'n') False
