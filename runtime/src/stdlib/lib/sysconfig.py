"""How the runtime was built, as far as programs ask."""

import sys


def get_config_var(name):
    return None


def get_config_vars(*names):
    return [None for _ in names] if names else {}


def get_platform():
    return f"{sys.platform}-x86_64"


def get_python_version():
    return f"{sys.version_info[0]}.{sys.version_info[1]}"


def get_paths(scheme=None, vars=None, expand=True):
    return {"stdlib": "", "purelib": "", "platlib": "", "scripts": "", "data": ""}


def get_path(name, scheme=None, vars=None, expand=True):
    return get_paths()[name]


def is_python_build(check_home=None):
    return False
