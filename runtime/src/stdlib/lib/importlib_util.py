"""importlib.util: whether a module can be found."""

import os
import sys


class _Spec:
    """What is known of a module before it is imported."""

    def __init__(self, name, origin):
        self.name = name
        self.origin = origin
        self.loader = None
        self.submodule_search_locations = None

    def __repr__(self):
        return f"ModuleSpec(name={self.name!r}, origin={self.origin!r})"


def find_spec(name, package=None):
    if name in sys.modules:
        return _Spec(name, getattr(sys.modules[name], "__file__", "built-in"))
    if name in sys.builtin_module_names:
        return _Spec(name, "built-in")
    path = name.replace(".", "/")
    for folder in sys.path:
        for file in (os.path.join(folder, path + ".py"), os.path.join(folder, path, "__init__.py")):
            if os.path.exists(file):
                return _Spec(name, file)
    return None


def cache_from_source(path, debug_override=None, *, optimization=None):
    raise NotImplementedError("sys.implementation.cache_tag is None")


def source_from_cache(path):
    raise NotImplementedError("sys.implementation.cache_tag is None")
