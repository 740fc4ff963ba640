"""What `importlib` asks of the interpreter: nothing is frozen here."""


def acquire_lock():
    pass


def release_lock():
    pass


def lock_held():
    return False


def is_frozen(name):
    return False


def is_builtin(name):
    import sys

    return int(name in sys.builtin_module_names)


def _override_frozen_modules_for_tests(override):
    pass
