//! Launching a `prange` from native code: granules on the workers, rows folded in the fixed order, and the exception of
//! the lowest iteration.
//!
//! Granules are claimed in increasing order. Once one has raised, none above it is started; those below go on, since one
//! of them may raise too and then wins. So element writes of lower iterations are done, as promised.

use super::ctx::CallCtx;
use crate::sync::workers;
use parking_lot::Mutex;
use std::cell::RefCell;
use std::sync::atomic::{AtomicU64, Ordering};
use ungil_compiler::codegen::abi;
use ungil_compiler::tir::order::{self, Cell};

/// A body that computes one granule.
type Body = extern "C" fn(*mut CallCtx, *const u64, u64, u64, *mut u64) -> u64;

thread_local! {
    /// The context of this thread as a worker, kept between launches.
    static WORKER: RefCell<Option<Box<CallCtx>>> = const { RefCell::new(None) };
}

/// What all threads of one launch share.
struct Launch {
    body: Body,
    env: *const u64,
    count: u64,
    size: u64,
    width: usize,
    rows: *mut u64,
    /// The lowest granule that raised.
    failed: AtomicU64,
    error: Mutex<Option<Trap>>,
}

struct Trap {
    granule: u64,
    trap: u64,
    group: u64,
    args: [u64; abi::ctx::TRAP_ARG_COUNT],
    /// Outermost first.
    calls: Vec<(u64, u64)>,
    /// The exceptions that were being handled, nearest first, with their calls.
    context: Vec<(super::ctx::Trap, Vec<(u64, u64)>)>,
}

// SAFETY: the environment is only read, the body is code, and each granule writes its own row; the launching thread
// keeps all of them alive until every worker has left (`workers::run` returns then).
unsafe impl Sync for Launch {}

impl Launch {
    /// Run one granule; false if it raised.
    fn granule(&self, ctx: &mut CallCtx, granule: u64) -> bool {
        if granule > self.failed.load(Ordering::Relaxed) {
            return true;
        }
        let first = granule * self.size;
        let count = self.size.min(self.count - first);
        // SAFETY: there are as many rows as granules, each `width` words.
        let row = unsafe { self.rows.add(granule as usize * self.width) };
        let status = (self.body)(ctx, self.env, first, count, row);
        if status == 0 {
            return true;
        }
        self.failed.fetch_min(granule, Ordering::Relaxed);
        let calls = ctx.calls.outermost_first(ctx.trace);
        let context = ctx.handled.chain(ctx.context).into_iter();
        let context = context.map(|trap| (trap, ctx.calls.outermost_first(trap.trace))).collect();
        let trap = Trap { granule, trap: ctx.trap, group: ctx.group, args: ctx.trap_args, calls, context };
        let mut error = self.error.lock();
        if error.as_ref().is_none_or(|other| granule < other.granule) {
            *error = Some(trap);
        }
        false
    }
}

/// The helper (see `abi::Helper::Prange`).
#[allow(clippy::too_many_arguments)]
pub(super) extern "C" fn prange(
    ctx: *mut CallCtx,
    body: u64,
    env: *const u64,
    count: u64,
    simple: u64,
    cells: *const u64,
    cell_count: u64,
    row: *mut u64,
    threads: u64,
) -> u64 {
    // SAFETY: native code passes the context that it was entered with, which nobody else uses meanwhile, and the address
    // of a body of its own group; `env`, `cells` and `row` are on its stack.
    let (ctx, body, encoded) = unsafe {
        let body = std::mem::transmute::<*const (), Body>(std::ptr::with_exposed_provenance(body as usize));
        (&mut *ctx, body, std::slice::from_raw_parts(cells, cell_count as usize))
    };
    let cells: Vec<Cell> = encoded.iter().filter_map(|&word| Cell::decode(word)).collect();
    let width: usize = cells.iter().map(Cell::words).sum();
    let size = order::granule_size(count, simple != 0);
    let granules = count.div_ceil(size) as usize;
    let mut rows = vec![0u64; granules * width];
    for one in rows.chunks_exact_mut(width.max(1)) {
        let mut at = 0;
        for cell in &cells {
            cell.identity(&mut one[at..at + cell.words()]);
            at += cell.words();
        }
    }
    let launch = Launch {
        body,
        env,
        count,
        size,
        width,
        rows: rows.as_mut_ptr(),
        failed: AtomicU64::new(u64::MAX),
        error: Mutex::new(None),
    };
    let wanted = if (threads as i64) <= 0 { workers::cores() } else { threads as usize };
    if ctx.inside_granule || wanted <= 1 || granules <= 1 {
        let outer = std::mem::replace(&mut ctx.inside_granule, true);
        let _ = (0..granules as u64).all(|granule| launch.granule(ctx, granule));
        ctx.inside_granule = outer;
    } else {
        let stop = ctx.stop_word.clone();
        let main = Mutex::new(ctx);
        workers::run(granules, wanted, &|claims| {
            let work = |ctx: &mut CallCtx| {
                ctx.inside_granule = true;
                while let Some(granules) = claims.next() {
                    for granule in granules {
                        if !launch.granule(ctx, granule as u64) {
                            // Lower granules are claimed already; nothing above is wanted.
                            claims.close();
                        }
                    }
                }
                ctx.inside_granule = false;
            };
            if claims.is_caller() {
                work(&mut main.lock());
            } else {
                WORKER.with_borrow_mut(|slot| {
                    let ctx = slot.get_or_insert_with(|| Box::new(CallCtx::new(stop.clone())));
                    ctx.set_stop_word(&stop);
                    work(ctx);
                    ctx.arrays.clear();
                });
            }
        });
        let ctx = main.into_inner();
        return finish(ctx, launch, &cells, width, rows, granules, row);
    }
    finish(ctx, launch, &cells, width, rows, granules, row)
}

fn finish(
    ctx: &mut CallCtx,
    launch: Launch,
    cells: &[Cell],
    width: usize,
    mut rows: Vec<u64>,
    granules: usize,
    row: *mut u64,
) -> u64 {
    if let Some(error) = launch.error.into_inner() {
        ctx.trap = error.trap;
        ctx.group = error.group;
        ctx.trap_args = error.args;
        ctx.trace = relinked(ctx, &error.calls);
        ctx.serial = ctx.fresh_serial();
        ctx.context = 0;
        for (mut trap, calls) in error.context.into_iter().rev() {
            trap.trace = relinked(ctx, &calls);
            trap.serial = ctx.fresh_serial();
            trap.context = ctx.context;
            ctx.context = ctx.handled.push(trap);
        }
        return 1;
    }
    order::combine_tree(cells, &mut rows, granules);
    // SAFETY: the row on the caller's stack has the width that its cells say.
    unsafe { std::ptr::copy_nonoverlapping(rows.as_ptr(), row, width) };
    0
}

/// The calls of an exception from another context as calls of this one.
fn relinked(ctx: &mut CallCtx, calls: &[(u64, u64)]) -> u64 {
    calls.iter().rev().fold(0, |trace, &(group, site)| ctx.calls.push(trace, group, site))
}
