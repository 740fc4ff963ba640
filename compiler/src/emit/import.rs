//! Imports.

use super::Emitter;
use crate::bytecode::Op;
use crate::hir::{Const, ImportAlias, ImportedName, Name};

impl<'a> Emitter<'a> {
    fn import_name(&mut self, module: &Name, fromlist: &Const, level: u32, dst: u32) {
        let name = self.name_index(module);
        let list = self.asm.constant(fromlist);
        if list > 0xFFFF {
            self.fail("the function has too many constants");
        }
        self.op(Op::ImportName, dst, name, list, level);
    }

    pub(super) fn import(&mut self, aliases: &'a [ImportAlias]) {
        for alias in aliases {
            let mark = self.top;
            let reg = self.alloc();
            self.import_name(&alias.module, &Const::None, 0, reg);
            if alias.has_as {
                // The import gives the first package; the alias names the last module.
                for part in alias.module.split('.').skip(1) {
                    let part = self.name_index(&Name::from(part));
                    self.op(Op::ImportFrom, reg, reg, part, 0);
                }
            }
            self.store_var(&alias.target, reg);
            self.top = mark;
        }
    }

    pub(super) fn import_from(&mut self, module: &'a Name, level: u32, names: &'a [ImportedName]) {
        let reg = self.alloc();
        let list: Vec<Const> = names.iter().map(|n| Const::Str(n.name.clone())).collect();
        self.import_name(module, &Const::Tuple(list.into()), level, reg);
        for name in names {
            let mark = self.top;
            let value = self.alloc();
            let index = self.name_index(&name.name);
            self.op(Op::ImportFrom, value, reg, index, 0);
            self.store_var(&name.target, value);
            self.top = mark;
        }
    }

    pub(super) fn import_star(&mut self, module: &'a Name, level: u32) {
        let reg = self.alloc();
        let list = Const::Tuple([Const::Str("*".into())].into());
        self.import_name(module, &list, level, reg);
        self.op(Op::ImportStar, reg, 0, 0, 0);
    }
}
