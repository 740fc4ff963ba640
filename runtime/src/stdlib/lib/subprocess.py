"""Other programs. None can be started yet; each function says so."""

PIPE, STDOUT, DEVNULL = -1, -2, -3


class SubprocessError(Exception):
    pass


class CalledProcessError(SubprocessError):
    def __init__(self, returncode, cmd, output=None, stderr=None):
        self.returncode = returncode
        self.cmd = cmd
        self.output = self.stdout = output
        self.stderr = stderr

    def __str__(self):
        return f"Command {self.cmd!r} returned non-zero exit status {self.returncode}."


class TimeoutExpired(SubprocessError):
    def __init__(self, cmd, timeout, output=None, stderr=None):
        self.cmd = cmd
        self.timeout = timeout
        self.output = self.stdout = output
        self.stderr = stderr


class CompletedProcess:
    def __init__(self, args, returncode, stdout=None, stderr=None):
        self.args = args
        self.returncode = returncode
        self.stdout = stdout
        self.stderr = stderr


def _lacking(name):
    def function(*args, **kwargs):
        raise NotImplementedError(f"subprocess.{name} is not supported")

    function.__name__ = function.__qualname__ = name
    return function


run, call, check_call, check_output = map(_lacking, ["run", "call", "check_call", "check_output"])
getoutput, getstatusoutput = map(_lacking, ["getoutput", "getstatusoutput"])


class Popen:
    def __init__(self, *args, **kwargs):
        raise NotImplementedError("subprocess.Popen is not supported")


def _args_from_interpreter_flags():
    return []


def _optim_args_from_interpreter_flags():
    return []


def list2cmdline(seq):
    return " ".join([f'"{arg}"' if " " in arg or not arg else arg for arg in map(str, seq)])
