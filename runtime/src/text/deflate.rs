//! DEFLATE (RFC 1951) with the choices of zlib: the same matches, the same blocks, so the same bytes.
//!
//! Positions are those of the whole input. A hash of three bytes leads to a chain of earlier places; `max_chain` of them
//! are tried, and above level 3 a match is taken only if the next byte begins no longer one.

/// How hard a level tries: from `good` on fewer places are tried, `lazy` and `nice` end the search.
struct Effort {
    good: usize,
    lazy: usize,
    nice: usize,
    chain: usize,
    slow: bool,
}

const fn effort(good: usize, lazy: usize, nice: usize, chain: usize, slow: bool) -> Effort {
    Effort { good, lazy, nice, chain, slow }
}

static EFFORTS: [Effort; 9] = [
    effort(4, 4, 8, 4, false),
    effort(4, 5, 16, 8, false),
    effort(4, 6, 32, 32, false),
    effort(4, 4, 16, 16, true),
    effort(8, 16, 32, 32, true),
    effort(8, 16, 128, 128, true),
    effort(8, 32, 128, 256, true),
    effort(32, 128, 258, 1024, true),
    effort(32, 258, 258, 4096, true),
];

const WINDOW: usize = 32768;
const MAX_DISTANCE: usize = WINDOW - 262;
const MAX_MATCH: usize = 258;
/// A match of three bytes further back than this costs more than it saves.
const TOO_FAR: usize = 4096;
const SYMBOLS_IN_BLOCK: usize = 16383;
const END_OF_BLOCK: usize = 256;
const NOWHERE: u32 = u32::MAX;

/// The base and the extra bits of the codes of lengths and distances.
pub(super) const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];
pub(super) const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];
pub(super) const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

fn code_of(table: &[(u16, u8)], value: u16) -> usize {
    table.partition_point(|&(base, _)| base <= value).saturating_sub(1)
}

/// The lengths of the fixed code for literals.
pub(super) fn fixed_lengths() -> Vec<u8> {
    (0..288)
        .map(|n| {
            if n < 144 {
                8
            } else if n < 256 {
                9
            } else if n < 280 {
                7
            } else {
                8
            }
        })
        .collect()
}

/// The raw DEFLATE stream of `data` at a level from 0 to 9.
pub fn deflate(data: &[u8], level: u8) -> Vec<u8> {
    let mut out = Bits::default();
    let Some(effort) = usize::from(level).checked_sub(1).and_then(|at| EFFORTS.get(at)) else {
        let mut rest = data;
        loop {
            let (block, more) = rest.split_at(rest.len().min(65535));
            out.stored(block, more.is_empty());
            rest = more;
            if rest.is_empty() {
                return out.bytes;
            }
        }
    };
    let search = Search {
        data,
        effort,
        head: vec![NOWHERE; 1 << 15],
        previous: vec![NOWHERE; WINDOW],
        block: Vec::new(),
        block_start: 0,
        out,
    };
    search.run()
}

struct Search<'a> {
    data: &'a [u8],
    effort: &'static Effort,
    head: Vec<u32>,
    previous: Vec<u32>,
    /// Literals as (0, byte), matches as (distance, length).
    block: Vec<(u16, u16)>,
    block_start: usize,
    out: Bits,
}

impl Search<'_> {
    fn run(mut self) -> Vec<u8> {
        if self.effort.slow {
            self.slow();
        } else {
            self.fast();
        }
        self.flush(self.data.len(), true);
        self.out.finish()
    }

    /// Enters the place into its chain; the place before it with the same hash.
    fn insert(&mut self, at: usize) -> Option<usize> {
        let three = self.data.get(at..at + 3)?;
        let hash =
            (usize::from(three[0]) << 10 ^ usize::from(three[1]) << 5 ^ usize::from(three[2])) & 0x7fff;
        let before = self.head[hash];
        self.previous[at % WINDOW] = before;
        self.head[hash] = at as u32;
        // Place 0 stands for "none" in zlib.
        (before != NOWHERE && before != 0).then_some(before as usize)
    }

    fn longest(&self, at: usize, first: usize, best: usize) -> Option<(usize, usize)> {
        let left = self.data.len() - at;
        let longest = left.min(MAX_MATCH);
        let nice = self.effort.nice.min(left);
        let mut chain = if best >= self.effort.good { self.effort.chain >> 2 } else { self.effort.chain };
        let limit = at.saturating_sub(MAX_DISTANCE);
        let (mut found, mut best, mut place) = (None, best, first);
        let here = &self.data[at..];
        loop {
            let there = &self.data[place..];
            if best < left && there[best] == here[best] && there[best - 1] == here[best - 1] {
                let len = here[..longest].iter().zip(there).take_while(|(a, b)| a == b).count();
                if len > best {
                    found = Some((len, place));
                    best = len;
                    if len >= nice {
                        break;
                    }
                }
            }
            chain -= 1;
            let next = self.previous[place % WINDOW];
            if chain == 0 || next == NOWHERE || next as usize <= limit {
                break;
            }
            place = next as usize;
        }
        found
    }

    fn tally(&mut self, distance: usize, value: usize) -> bool {
        self.block.push((distance as u16, value as u16));
        self.block.len() == SYMBOLS_IN_BLOCK
    }

    fn slow(&mut self) {
        let end = self.data.len();
        let (mut at, mut len, mut start, mut waiting) = (0, 2, 0, false);
        while at < end {
            let head = self.insert(at);
            let (before_len, before_start) = (len, start);
            len = 2;
            if let Some(head) = head
                && before_len < self.effort.lazy
                && at - head <= MAX_DISTANCE
            {
                match self.longest(at, head, before_len) {
                    Some((found, place)) => (len, start) = (found, place),
                    // What is not longer than the match before counts as that long.
                    None => len = before_len.min(end - at),
                }
                if len == 3 && at - start > TOO_FAR {
                    len = 2;
                }
            }
            if before_len >= 3 && len <= before_len {
                let full = self.tally(at - 1 - before_start, before_len);
                for place in at + 1..at + before_len - 1 {
                    self.insert(place);
                }
                at += before_len - 1;
                waiting = false;
                len = 2;
                if full {
                    self.flush(at, false);
                }
                continue;
            }
            if waiting && self.tally(0, usize::from(self.data[at - 1])) {
                self.flush(at, false);
            }
            waiting = true;
            at += 1;
        }
        if waiting {
            self.tally(0, usize::from(self.data[end - 1]));
        }
    }

    fn fast(&mut self) {
        let end = self.data.len();
        let mut at = 0;
        while at < end {
            let head = self.insert(at).filter(|head| at - head <= MAX_DISTANCE);
            let full = match head.and_then(|head| self.longest(at, head, 2)) {
                Some((len, start)) => {
                    let full = self.tally(at - start, len);
                    if len <= self.effort.lazy && end - at - len >= 3 {
                        for place in at + 1..at + len {
                            self.insert(place);
                        }
                    }
                    at += len;
                    full
                }
                None => {
                    let full = self.tally(0, usize::from(self.data[at]));
                    at += 1;
                    full
                }
            };
            if full {
                self.flush(at, false);
            }
        }
    }

    /// Writes the block up to `end` in the shortest of the three forms.
    fn flush(&mut self, end: usize, last: bool) {
        let mut literals = Tree::new(286, 15, 257, |n| LENGTHS[n].1);
        let mut distances = Tree::new(30, 15, 0, |n| DISTANCES[n].1);
        literals.frequency[END_OF_BLOCK] = 1;
        for &(distance, value) in &self.block {
            if distance == 0 {
                literals.frequency[usize::from(value)] += 1;
            } else {
                literals.frequency[257 + code_of(&LENGTHS, value)] += 1;
                distances.frequency[code_of(&DISTANCES, distance)] += 1;
            }
        }
        let mut fixed = fixed_lengths();
        let fixed_distances = vec![5; 30];
        let mut fixed_bits: i64 = 0;
        for (tree, lengths) in [(&literals, &fixed), (&distances, &fixed_distances)] {
            for (n, &count) in tree.frequency.iter().enumerate().take(tree.size) {
                fixed_bits += i64::from(count) * i64::from(lengths[n] + tree.extra_bits(n));
            }
        }
        let mut bits = literals.build() + distances.build();
        let runs: Vec<(usize, u16, u8)> = [&literals, &distances]
            .into_iter()
            .flat_map(|tree| run_lengths(&tree.lengths[..=tree.top]))
            .collect();
        let mut meta = Tree::new(19, 7, 16, |n| [2, 3, 7][n]);
        runs.iter().for_each(|run| meta.frequency[run.0] += 1);
        bits += meta.build();
        let shown = (3..19).rev().find(|&i| meta.lengths[ORDER[i]] != 0).unwrap_or(2);
        bits += 3 * (shown as i64 + 1) + 14;
        let (own, fixed_bytes) = ((bits + 10) >> 3, (fixed_bits + 10) >> 3);
        let best = own.min(fixed_bytes);
        let source = &self.data[self.block_start..end];
        if source.len() as i64 + 4 <= best && source.len() <= 65535 {
            self.out.stored(source, last);
        } else if fixed_bytes <= own {
            self.out.put(2 + u32::from(last), 3);
            fixed.truncate(288);
            self.write(&codes(&fixed), &fixed, &codes(&fixed_distances), &fixed_distances);
        } else {
            self.out.put(4 + u32::from(last), 3);
            self.out.put(literals.top as u32 - 256, 5);
            self.out.put(distances.top as u32, 5);
            self.out.put(shown as u32 - 3, 4);
            for &n in &ORDER[..=shown] {
                self.out.put(u32::from(meta.lengths[n]), 3);
            }
            let meta_codes = codes(&meta.lengths);
            for (symbol, extra, count) in runs {
                self.out.put(meta_codes[symbol], meta.lengths[symbol]);
                self.out.put(u32::from(extra), count);
            }
            let (a, b) = (codes(&literals.lengths), codes(&distances.lengths));
            self.write(&a, &literals.lengths, &b, &distances.lengths);
        }
        self.block.clear();
        self.block_start = end;
    }

    fn write(&mut self, literals: &[u32], literal_bits: &[u8], distances: &[u32], distance_bits: &[u8]) {
        for &(distance, value) in &self.block {
            if distance == 0 {
                let n = usize::from(value);
                self.out.put(literals[n], literal_bits[n]);
                continue;
            }
            let n = code_of(&LENGTHS, value);
            self.out.put(literals[257 + n], literal_bits[257 + n]);
            self.out.put(u32::from(value - LENGTHS[n].0), LENGTHS[n].1);
            let n = code_of(&DISTANCES, distance);
            self.out.put(distances[n], distance_bits[n]);
            self.out.put(u32::from(distance - DISTANCES[n].0), DISTANCES[n].1);
        }
        self.out.put(literals[END_OF_BLOCK], literal_bits[END_OF_BLOCK]);
    }
}

/// Code lengths as symbols 0 to 18 with extra bits.
fn run_lengths(lengths: &[u8]) -> Vec<(usize, u16, u8)> {
    let mut out = Vec::new();
    let (mut before, mut at) = (None, 0);
    while at < lengths.len() {
        let value = lengths[at];
        let most = if value == 0 {
            138
        } else if before == Some(value) {
            6
        } else {
            7
        };
        let run = lengths[at..].iter().take_while(|&&next| next == value).count().min(most);
        at += run;
        let symbol = usize::from(value);
        let least = if value == 0 || before == Some(value) { 3 } else { 4 };
        if run < least {
            out.extend(std::iter::repeat_n((symbol, 0, 0), run));
        } else if value == 0 {
            out.push(if run <= 10 { (17, run as u16 - 3, 3) } else { (18, run as u16 - 11, 7) });
        } else {
            let mut rest = run;
            if before != Some(value) {
                out.push((symbol, 0, 0));
                rest -= 1;
            }
            out.push((16, rest as u16 - 3, 2));
        }
        before = Some(value);
    }
    out
}

/// A Huffman code in the making.
struct Tree {
    size: usize,
    longest: u8,
    base: usize,
    extra: fn(usize) -> u8,
    frequency: Vec<u32>,
    lengths: Vec<u8>,
    /// The last symbol with a code.
    top: usize,
}

impl Tree {
    fn new(size: usize, longest: u8, base: usize, extra: fn(usize) -> u8) -> Tree {
        Tree { size, longest, base, extra, frequency: vec![0; 2 * size + 1], lengths: vec![0; size], top: 0 }
    }

    fn extra_bits(&self, n: usize) -> u8 {
        if n < self.base { 0 } else { (self.extra)(n - self.base) }
    }

    /// Gives each symbol a length; how many bits all of them take with their extra bits.
    fn build(&mut self) -> i64 {
        let mut heap: Vec<usize> = (0..self.size).filter(|&n| self.frequency[n] > 0).collect();
        self.top = heap.last().copied().unwrap_or(0);
        let mut given: i64 = 0;
        while heap.len() < 2 {
            let node = if heap.is_empty() || self.top >= 2 {
                0
            } else {
                self.top += 1;
                self.top
            };
            heap.push(node);
            self.frequency[node] = 1;
            given += 1;
        }
        let mut depth = vec![0u32; 2 * self.size + 1];
        let mut parent = vec![0usize; 2 * self.size + 1];
        for k in (0..heap.len() / 2).rev() {
            sink(&mut heap, k, &self.frequency, &depth);
        }
        let mut order = Vec::with_capacity(2 * self.size);
        let mut node = self.size;
        while heap.len() >= 2 {
            let one = heap.swap_remove(0);
            sink(&mut heap, 0, &self.frequency, &depth);
            let two = heap[0];
            order.extend([one, two]);
            self.frequency[node] = self.frequency[one] + self.frequency[two];
            depth[node] = depth[one].max(depth[two]) + 1;
            parent[one] = node;
            parent[two] = node;
            heap[0] = node;
            sink(&mut heap, 0, &self.frequency, &depth);
            node += 1;
        }
        let root = node - 1;
        let mut long = vec![0u8; 2 * self.size + 1];
        let mut counts = [0i64; 16];
        let (mut overflow, mut bits) = (0i64, -given);
        for &n in order.iter().rev() {
            let mut len = if parent[n] == root { 1 } else { long[parent[n]] + 1 };
            if len > self.longest {
                len = self.longest;
                overflow += 1;
            }
            long[n] = len;
            if n < self.size {
                counts[usize::from(len)] += 1;
                bits += i64::from(self.frequency[n]) * i64::from(len + self.extra_bits(n));
            }
        }
        let longest = usize::from(self.longest);
        if overflow == 0 {
            self.lengths.copy_from_slice(&long[..self.size]);
            return bits;
        }
        while overflow > 0 {
            let mut len = longest - 1;
            while counts[len] == 0 {
                len -= 1;
            }
            counts[len] -= 1;
            counts[len + 1] += 2;
            counts[longest] -= 1;
            overflow -= 2;
        }
        // The rarest symbols, which come first, get the longest codes.
        let mut leaves = order.iter().copied().filter(|&n| n < self.size);
        for len in (1..=longest).rev() {
            for n in leaves.by_ref().take(counts[len] as usize) {
                bits += (len as i64 - i64::from(long[n])) * i64::from(self.frequency[n]);
                self.lengths[n] = len as u8;
            }
        }
        bits
    }
}

/// Moves an item down to its place in the heap. Equal frequencies are told apart by depth.
fn sink(heap: &mut [usize], from: usize, frequency: &[u32], depth: &[u32]) {
    let Some(&value) = heap.get(from) else { return };
    let smaller = |a: usize, b: usize| (frequency[a], depth[a]) <= (frequency[b], depth[b]);
    let mut k = from;
    loop {
        let mut child = 2 * k + 1;
        if child >= heap.len() {
            break;
        }
        if child + 1 < heap.len() && smaller(heap[child + 1], heap[child]) {
            child += 1;
        }
        if smaller(value, heap[child]) {
            break;
        }
        heap[k] = heap[child];
        k = child;
    }
    heap[k] = value;
}

/// The codes that belong to lengths, with the first bit lowest.
fn codes(lengths: &[u8]) -> Vec<u32> {
    let mut next = [0u32; 17];
    for &len in lengths.iter().filter(|&&len| len > 0) {
        next[usize::from(len) + 1] += 1;
    }
    for len in 1..17 {
        next[len] = (next[len] + next[len - 1]) << 1;
    }
    // Now next[len + 1] / 2 is the first code of that length.
    let mut first = [0u32; 16];
    first[1..].copy_from_slice(&next[1..16]);
    lengths
        .iter()
        .map(|&len| {
            if len == 0 {
                return 0;
            }
            let code = first[usize::from(len)];
            first[usize::from(len)] += 1;
            code.reverse_bits() >> (32 - u32::from(len))
        })
        .collect()
}

/// Bits, the first lowest.
#[derive(Default)]
struct Bits {
    bytes: Vec<u8>,
    held: u64,
    count: u32,
}

impl Bits {
    fn put(&mut self, value: u32, bits: u8) {
        self.held |= u64::from(value) << self.count;
        self.count += u32::from(bits);
        while self.count >= 8 {
            self.bytes.push(self.held as u8);
            self.held >>= 8;
            self.count -= 8;
        }
    }

    fn stored(&mut self, block: &[u8], last: bool) {
        self.put(u32::from(last), 3);
        self.align();
        self.bytes.extend((block.len() as u16).to_le_bytes());
        self.bytes.extend((!(block.len() as u16)).to_le_bytes());
        self.bytes.extend_from_slice(block);
    }

    fn align(&mut self) {
        if self.count > 0 {
            self.put(0, 8 - self.count as u8);
        }
    }

    fn finish(mut self) -> Vec<u8> {
        self.align();
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::super::inflate::inflate;
    use super::*;

    #[test]
    fn streams_go_there_and_back() {
        let mut noise = 12345u32;
        let mut sample = Vec::new();
        for i in 0..60_000u32 {
            noise = noise.wrapping_mul(1_103_515_245).wrapping_add(12345);
            sample.push(if i % 7 < 3 { (noise >> 24) as u8 % 13 } else { (i / 100) as u8 });
        }
        for data in [&b""[..], b"a", b"abcabcabcabc", &[0; 70_000], &sample] {
            for level in 0..=9 {
                let packed = deflate(data, level);
                let (out, used) = inflate(&packed, &mut |_| Ok::<(), ()>(())).unwrap().unwrap();
                assert_eq!((out.as_slice(), used), (data, packed.len()), "level {level}");
            }
        }
    }

    #[test]
    fn bytes_are_those_of_zlib() {
        let want = [0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x57, 0xc8, 0x40, 0x27, 0x1];
        assert_eq!(deflate(b"hello hello hello hello", 6), want);
        assert_eq!(deflate(b"", 6), [3, 0]);
    }
}
