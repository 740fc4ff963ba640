//! What the VM calls on the floor above: formatting, arrays, output. One place, so that the seam can be seen.

use crate::heap::{Gil, Reg, Res};

impl Gil {
    /// `format(value, spec)` of builtin types; `spec` is not empty.
    pub(crate) fn format_native(&mut self, value: Reg, spec: Reg, out: Reg) -> Res {
        crate::builtins::format_value(self, value, spec, out)
    }

    /// `template % args`.
    pub(crate) fn percent_native(&mut self, template: Reg, args: Reg, out: Reg) -> Res {
        crate::builtins::percent(self, template, args, out)
    }

    /// `array[key]`.
    pub(crate) fn array_getitem(&mut self, array: Reg, key: Reg, out: Reg) -> Res {
        crate::builtins::array_getitem(self, array, key, out)
    }

    /// `array[key] = value`.
    pub(crate) fn array_setitem(&mut self, array: Reg, key: Reg, value: Reg) -> Res {
        crate::builtins::array_setitem(self, array, key, value)
    }

    /// Writes to the engine's standard output, past `sys.stdout`.
    pub fn write_stdout(&mut self, text: &[u8]) -> Res {
        crate::stdlib::io::write_out(self, text)
    }

    /// Writes to the engine's standard error, past `sys.stderr`.
    pub fn write_stderr(&mut self, text: &[u8]) -> Res {
        crate::stdlib::io::write_err(self, text)
    }
}
