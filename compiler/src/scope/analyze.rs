//! The second step of the resolver: where each name lives.

use ungil_grammar::codes::{self, Code};
use ungil_grammar::{Diagnostic, Span};

use super::{BlockId, BlockKind, Resolution, Scopes};
use crate::hir::{Free, FreeId, FreeSource, FuncId, Local, LocalId, Name};

/// Decides all names.
pub(super) fn analyze(scopes: &mut Scopes) {
    for index in 0..scopes.blocks.len() {
        declare_locals(scopes, BlockId(index as u32));
    }
    for index in 0..scopes.blocks.len() {
        resolve_block(scopes, BlockId(index as u32));
    }
    for global in scopes.globals.values_mut() {
        global.constant &= global.bindings <= 1;
    }
}

/// Gives each variable that a block binds a local of its function: parameters first, as they were collected.
fn declare_locals(scopes: &mut Scopes, id: BlockId) {
    let block = &mut scopes.blocks[id.0 as usize];
    if !block.kind.has_variables() {
        return;
    }
    let hidden = block.kind == BlockKind::Comprehension;
    let func = &mut scopes.funcs[block.func.0 as usize];
    for (name, mention) in &mut block.names {
        if (mention.bound || mention.param) && !mention.global && !mention.nonlocal {
            let local = LocalId(func.locals.len() as u32);
            func.locals.push(Local {
                name: name.clone(),
                span: mention.span,
                cell: false,
                hidden,
                unbinders: mention.unbinders,
                walrus: mention.walrus,
            });
            mention.resolution = Some(Resolution::Local(local));
        }
    }
}

fn resolve_block(scopes: &mut Scopes, id: BlockId) {
    let count = scopes.block(id).names.len();
    for index in 0..count {
        let block = scopes.block(id);
        let Some((name, mention)) = block.names.get_index(index) else { continue };
        if mention.resolution.is_some() {
            continue;
        }
        let (name, mention) = (name.clone(), mention.clone());
        let kind = block.kind;
        let resolution = if mention.global || kind == BlockKind::Module {
            Resolution::Global
        } else if mention.nonlocal {
            match find_outer(scopes, id, &name) {
                Some(free) => free,
                None => {
                    let message = format!("no binding for nonlocal '{name}' found");
                    scopes.diagnostics.push(error(codes::NO_NONLOCAL, mention.declared, message));
                    Resolution::Global
                }
            }
        } else if kind == BlockKind::Class {
            if mention.bound {
                Resolution::Class
            } else {
                match find_outer(scopes, id, &name) {
                    Some(Resolution::Free(free)) => Resolution::ClassFree(free),
                    _ => Resolution::Class,
                }
            }
        } else {
            find_outer(scopes, id, &name).unwrap_or(Resolution::Global)
        };
        if let Some((_, mention)) = scopes.blocks[id.0 as usize].names.get_index_mut(index) {
            mention.resolution = Some(resolution);
        }
    }
}

/// Looks a name up in the blocks around `id`: a local of the same function, or a free variable that is handed down; `None` if it is
/// a global.
fn find_outer(scopes: &mut Scopes, id: BlockId, name: &Name) -> Option<Resolution> {
    let user = scopes.block(id).func;
    let mut at = scopes.block(id).parent;
    while let Some(outer) = at {
        let block = scopes.block(outer);
        let owner = block.func;
        if block.kind == BlockKind::Class {
            if &**name == "__class__" {
                let local = class_cell(scopes, owner);
                return Some(hand_down(scopes, owner, local, user, name));
            }
        } else if block.kind.has_variables()
            && let Some(mention) = block.names.get(name)
        {
            if mention.global {
                return None;
            }
            if let Some(Resolution::Local(local)) = mention.resolution
                && (mention.bound || mention.param)
            {
                return Some(hand_down(scopes, owner, local, user, name));
            }
        }
        at = scopes.block(outer).parent;
    }
    None
}

fn class_cell(scopes: &mut Scopes, class: FuncId) -> LocalId {
    let info = &mut scopes.funcs[class.0 as usize];
    *info.class_cell.get_or_insert_with(|| {
        info.locals.push(Local {
            name: Name::from("__class__"),
            span: Span::default(),
            cell: true,
            hidden: true,
            unbinders: 0,
            walrus: false,
        });
        LocalId(info.locals.len() as u32 - 1)
    })
}

/// Makes local `local` of function `owner` reachable in function `user`.
fn hand_down(scopes: &mut Scopes, owner: FuncId, local: LocalId, user: FuncId, name: &Name) -> Resolution {
    if owner == user {
        return Resolution::Local(local);
    }
    scopes.funcs[owner.0 as usize].locals[local.0 as usize].cell = true;
    // The functions from just inside the owner down to the user.
    let mut path = vec![user];
    let mut at = scopes.func(user).parent;
    while let Some(func) = at
        && func != owner
    {
        path.push(func);
        at = scopes.func(func).parent;
    }
    let mut source = FreeSource::Local(local);
    let mut id = FreeId(0);
    for func in path.into_iter().rev() {
        let free = &mut scopes.funcs[func.0 as usize].free;
        let found = free.iter().position(|f| f.name == *name && f.source == source);
        let index = found.unwrap_or_else(|| {
            free.push(Free { name: name.clone(), source });
            free.len() - 1
        });
        id = FreeId(index as u32);
        source = FreeSource::Free(id);
    }
    Resolution::Free(id)
}

pub(super) fn error(code: Code, span: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(code, span, message)
}
