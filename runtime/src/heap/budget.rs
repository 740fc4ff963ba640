//! How much memory an engine may use, and how much of it native code holds.
//!
//! The heap counts its own bytes under the lock and publishes them here; arrays that native code makes without the lock
//! are counted here directly. Both together stay below the limit: the heap collects and then raises MemoryError,
//! native code raises MemoryError.

use std::sync::atomic::{AtomicUsize, Ordering};

/// No limit is lower: an engine's own types and names need this much.
pub const SMALLEST_LIMIT: usize = 8 << 20;

/// The memory of one engine. Shared with the native code that runs for it.
#[derive(Debug)]
pub struct Budget {
    limit: usize,
    heap: AtomicUsize,
    native: AtomicUsize,
}

impl Budget {
    /// A budget of `limit` bytes; what the machine can give if there is none.
    pub fn new(limit: Option<usize>) -> Budget {
        let limit = limit.unwrap_or_else(default_limit).max(SMALLEST_LIMIT);
        Budget { limit, heap: AtomicUsize::new(0), native: AtomicUsize::new(0) }
    }

    /// The bytes that may be in use.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// The bytes of arrays that native code holds now.
    pub fn native(&self) -> usize {
        self.native.load(Ordering::Relaxed)
    }

    /// Tells how large the heap is, garbage included.
    pub(super) fn publish_heap(&self, bytes: usize) {
        self.heap.store(bytes, Ordering::Relaxed);
    }

    /// Counts an array that native code makes; false if there is no room for it.
    pub fn take(&self, bytes: usize) -> bool {
        let heap = self.heap.load(Ordering::Relaxed);
        let fits = |native: usize| {
            let total = native.checked_add(bytes)?;
            (total.checked_add(heap)? <= self.limit).then_some(total)
        };
        self.native.fetch_update(Ordering::Relaxed, Ordering::Relaxed, fits).is_ok()
    }

    /// The array is gone, or belongs to the heap from now on.
    pub fn give_back(&self, bytes: usize) {
        self.native.fetch_sub(bytes, Ordering::Relaxed);
    }
}

/// Three quarters of what this process may use at most, and not much more than what is free now: beyond that the system
/// would end the process instead of refusing memory.
fn default_limit() -> usize {
    let machine = [physical_memory(), control_group_limit(), address_space_limit()];
    let ceiling = machine.into_iter().flatten().min().map_or(1 << 40, |bytes| bytes / 4 * 3);
    match available_memory() {
        Some(free) => ceiling.min((free / 10 * 9).max(256 << 20)),
        None => ceiling,
    }
}

fn physical_memory() -> Option<usize> {
    // SAFETY: `sysconf` reads numbers of the system.
    let (pages, size) = unsafe { (libc::sysconf(libc::_SC_PHYS_PAGES), libc::sysconf(libc::_SC_PAGESIZE)) };
    usize::try_from(pages).ok()?.checked_mul(usize::try_from(size).ok()?).filter(|&bytes| bytes > 0)
}

fn address_space_limit() -> Option<usize> {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: `limit` is a place for the answer.
    let known = unsafe { libc::getrlimit(libc::RLIMIT_AS, &raw mut limit) } == 0;
    (known && limit.rlim_cur != libc::RLIM_INFINITY).then_some(limit.rlim_cur as usize)
}

/// The limit of the control group that this process is in, and of those around it.
fn control_group_limit() -> Option<usize> {
    let mut lowest = number_in("/sys/fs/cgroup/memory/memory.limit_in_bytes");
    let groups = std::fs::read_to_string("/proc/self/cgroup").unwrap_or_default();
    let own = groups.lines().find_map(|line| line.strip_prefix("0::/")).unwrap_or_default();
    let mut folder = std::path::Path::new("/sys/fs/cgroup").join(own);
    while folder.starts_with("/sys/fs/cgroup") {
        let limit = number_in(folder.join("memory.max"));
        lowest = lowest.into_iter().chain(limit).min();
        if !folder.pop() {
            break;
        }
    }
    lowest
}

fn number_in(path: impl AsRef<std::path::Path>) -> Option<usize> {
    std::fs::read_to_string(path).ok()?.trim().parse().ok()
}

fn available_memory() -> Option<usize> {
    let text = std::fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kib: usize = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    kib.checked_mul(1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn native_arrays_and_heap_share_the_limit() {
        let budget = Budget::new(Some(16 << 20));
        assert!(budget.take(10 << 20));
        assert!(!budget.take(10 << 20));
        assert!(!budget.take(usize::MAX));
        budget.give_back(10 << 20);
        budget.publish_heap(12 << 20);
        assert!(!budget.take(10 << 20));
        assert!(budget.take(4 << 20));
        assert_eq!(budget.native(), 4 << 20);
    }

    #[test]
    fn the_machine_has_a_limit() {
        let limit = Budget::new(None).limit();
        assert!((SMALLEST_LIMIT..1 << 50).contains(&limit), "{limit}");
    }
}
