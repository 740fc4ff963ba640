//! Everything that one lock protects: heap, types, shapes, interned strings, modules.

use std::any::Any;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::collect::Marker;
use super::handle::HandleTable;
use super::space::Space;
use super::thread::Thread;
use crate::object::{Interner, LOOKUPS, Lookup, Name, Shapes, SharedCache, Type};
use crate::sync::gil::GilLock;
use crate::sync::safepoint::{self, Breaker};
use crate::word::Word;

/// Where `print` and tracebacks go.
#[derive(Clone, Default)]
pub enum Output {
    /// The process's own stream.
    #[default]
    Process,
    /// A function of the host, called with the lock held.
    Hook(OutputHook),
}

/// A function of the host that takes what a program writes.
pub type OutputHook = Arc<dyn Fn(&[u8]) + Send + Sync>;

/// Who runs native regions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tier {
    /// Machine code.
    #[default]
    Native,
    /// The evaluator of the typed representation, which is the oracle.
    Interp,
    /// The interpreter, as ordinary bytecode under the lock.
    Bytecode,
}

/// How an engine is set up. All of it is fixed once the engine runs.
#[derive(Clone, Default)]
pub struct Config {
    /// `sys.argv`.
    pub argv: Vec<String>,
    /// Directories to import the program's own modules from (`sys.path`).
    pub path: Vec<String>,
    /// Standard output.
    pub stdout: Output,
    /// Standard error.
    pub stderr: Output,
    /// Key of the string hash; random if absent.
    pub hash_seed: Option<u64>,
    /// Bytes that the heap and the arrays of native code may use together; what the machine can give if absent.
    pub heap_limit: Option<usize>,
    /// Collect at every safepoint and poison what is freed.
    pub gc_stress: bool,
    /// Switch threads at every poll.
    pub switch_stress: bool,
    /// Who runs native regions.
    pub tier: Tier,
    /// Run each region natively and in the evaluator, and compare.
    pub verify_native: bool,
}

/// One engine. Its interior is touched only by the thread that holds `lock`.
pub struct Engine {
    /// The lock.
    pub lock: GilLock,
    /// What running code polls.
    pub breaker: Breaker,
    /// All cells.
    pub space: Space,
    pub(super) handles: Arc<HandleTable>,
    pub(crate) dying: super::Dying,
    /// States of all threads, attached ones and spare ones.
    pub(crate) threads: RefCell<Vec<Arc<Thread>>>,
    /// States that no thread uses now.
    pub(crate) spare_threads: RefCell<Vec<Arc<Thread>>>,
    pub(crate) types: Box<[Cell<Word>]>,
    pub(crate) names: Box<[Cell<Word>]>,
    /// One-character strings of Latin-1.
    pub(crate) chars: Box<[Cell<Word>]>,
    pub(crate) empty_str: Cell<Word>,
    pub(crate) empty_tuple: Cell<Word>,
    pub(crate) empty_bytes: Cell<Word>,
    pub(crate) shapes: Shapes,
    pub(crate) interner: Interner,
    /// The dict of the `builtins` module.
    pub(crate) builtins: Cell<Word>,
    /// `sys.modules`.
    pub(crate) modules: Cell<Word>,
    /// All loaded code objects; weak.
    pub(crate) codes: RefCell<Vec<Word>>,
    /// Second level of the inline caches; emptied by every collection and every change of a class.
    pub(crate) shared_caches: Box<[SharedCache]>,
    /// What lookups in classes came to.
    pub(crate) lookups: Box<[Lookup; LOOKUPS]>,
    /// Moves whenever a class changes, and at each collection.
    pub(crate) class_version: Cell<u64>,
    /// Whether an inline cache holds something of a class since the last flush.
    pub(crate) caches_filled: Cell<bool>,
    /// Source of versions that are unique in the engine.
    pub(crate) next_version: Cell<u64>,
    pub(crate) hash_key: (u64, u64),
    /// Words that modules keep alive by name (`gil.set_global_root`).
    pub(crate) extra_roots: RefCell<HashMap<&'static str, Word>>,
    extensions: RefCell<HashMap<std::any::TypeId, Arc<dyn Any + Send + Sync>>>,
    /// Set by a signal handler, read by the main thread at a poll.
    pub(crate) interrupted: AtomicBool,
    /// The engine is closed for good.
    pub(crate) closed: AtomicBool,
    /// The setup.
    pub config: Config,
    _not_auto: UnsafeCell<()>,
}

// SAFETY: an `Engine` is shared between threads, and `Cell`, `RefCell` and raw pointers in it are not thread-safe by
// themselves. Every access to them goes through `Gil::engine` (or happens while the engine is being built or
// dropped, when one thread owns it). A `Gil` exists only on the thread that holds `lock`: it is made after
// `lock.acquire` and is not used between `release` and the next `acquire` (`detach` borrows it mutably), and the lock's
// sequentially consistent operations order the accesses of successive holders. What is touched without the lock
// (`lock`, `breaker`, `handles`, `interrupted`, `closed`) is atomic or behind a mutex.
unsafe impl Sync for Engine {}
// SAFETY: as above; nothing in an engine is tied to the thread that made it, save thread-local bookkeeping of
// `runtime`, which is not stored here.
unsafe impl Send for Engine {}

impl Engine {
    pub(crate) fn new(config: Config) -> Engine {
        let breaker = Breaker::default();
        if config.gc_stress || config.switch_stress {
            breaker.set(safepoint::STRESS);
        }
        let words = |n: usize| -> Box<[Cell<Word>]> { (0..n).map(|_| Cell::new(Word::NONE)).collect() };
        let seed = config.hash_seed.unwrap_or_else(random_seed);
        Engine {
            lock: GilLock::default(),
            breaker,
            space: Space::new(config.gc_stress, Arc::new(super::Budget::new(config.heap_limit))),
            handles: Arc::default(),
            dying: super::Dying::default(),
            threads: RefCell::default(),
            spare_threads: RefCell::default(),
            types: words(Type::COUNT),
            names: words(Name::COUNT),
            chars: words(256),
            empty_str: Cell::new(Word::NONE),
            empty_tuple: Cell::new(Word::NONE),
            empty_bytes: Cell::new(Word::NONE),
            shapes: Shapes::default(),
            interner: Interner::default(),
            builtins: Cell::new(Word::NONE),
            modules: Cell::new(Word::NONE),
            codes: RefCell::default(),
            shared_caches: (0..1024).map(|_| SharedCache::default()).collect(),
            lookups: Box::new(std::array::from_fn(|_| Lookup::default())),
            class_version: Cell::new(1),
            caches_filled: Cell::new(false),
            next_version: Cell::new(1),
            hash_key: (seed, seed.rotate_left(32) ^ 0x9e37_79b9_7f4a_7c15),
            extra_roots: RefCell::default(),
            extensions: RefCell::default(),
            interrupted: AtomicBool::new(false),
            closed: AtomicBool::new(false),
            config,
            _not_auto: UnsafeCell::new(()),
        }
    }

    pub(super) fn mark_roots(&self, marker: &mut Marker) {
        for list in [&self.types, &self.names, &self.chars] {
            for word in list {
                marker.mark(word.get());
            }
        }
        for cell in [&self.empty_str, &self.empty_tuple, &self.empty_bytes, &self.builtins, &self.modules] {
            marker.mark(cell.get());
        }
        self.shapes.trace(marker);
        self.handles.trace(marker);
        self.mark_pending(marker);
        for &word in self.extra_roots.borrow().values() {
            marker.mark(word);
        }
    }

    /// Drops weak entries that the marking did not reach.
    pub(super) fn after_marking(&self, is_marked: &dyn Fn(Word) -> bool) {
        for shared in &self.shared_caches {
            shared.cache.clear();
        }
        self.class_version.set(self.class_version.get() + 1);
        self.interner.retain(is_marked);
        self.codes.borrow_mut().retain(|&word| is_marked(word));
        self.shapes.after_marking(is_marked);
    }

    /// A number that was never given out before.
    pub(crate) fn fresh_version(&self) -> u64 {
        let version = self.next_version.get();
        self.next_version.set(version + 1);
        version
    }

    /// State that a builtin module keeps for the engine, made at its first use. It holds no words.
    pub fn extension<T: Any + Default + Send + Sync>(&self) -> Arc<T> {
        let entry = self
            .extensions
            .borrow_mut()
            .entry(std::any::TypeId::of::<T>())
            .or_insert_with(|| Arc::new(T::default()))
            .clone();
        match entry.downcast::<T>() {
            Ok(state) => state,
            Err(_) => unreachable!("entries are stored under their own type"),
        }
    }
}

fn random_seed() -> u64 {
    use std::hash::{BuildHasher, Hasher};
    std::collections::hash_map::RandomState::new().build_hasher().finish()
}
