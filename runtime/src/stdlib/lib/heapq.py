"""Heaps in lists: `heap[k] <= heap[2*k+1]` and `heap[k] <= heap[2*k+2]` for all `k`."""

__all__ = ["heappush", "heappop", "heapify", "heapreplace", "merge", "nlargest", "nsmallest", "heappushpop"]


def _up(heap, start, at):
    item = heap[at]
    while at > start:
        above = (at - 1) >> 1
        parent = heap[above]
        if item < parent:
            heap[at] = parent
            at = above
            continue
        break
    heap[at] = item


def _down(heap, at):
    # The smaller child goes up to the end, then the item climbs to its place: fewer comparisons.
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _up(heap, start, at)


def heappush(heap, item):
    heap.append(item)
    _up(heap, 0, len(heap) - 1)


def heappop(heap):
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _down(heap, 0)
        return result
    return last


def heapreplace(heap, item):
    result = heap[0]
    heap[0] = item
    _down(heap, 0)
    return result


def heappushpop(heap, item):
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _down(heap, 0)
    return item


def heapify(x):
    for i in range(len(x) // 2 - 1, -1, -1):
        _down(x, i)


def merge(*iterables, key=None, reverse=False):
    def keyed(iterable):
        return ((item if key is None else key(item), item) for item in iterable)

    rows = []
    for order, iterable in enumerate(iterables):
        iterator = keyed(iterable)
        for value, item in iterator:
            rows.append([value, order, item, iterator])
            break
    while rows:
        best = 0
        for i in range(1, len(rows)):
            if (rows[best][0] < rows[i][0]) if reverse else (rows[i][0] < rows[best][0]):
                best = i
        row = rows[best]
        yield row[2]
        for row[0], row[2] in row[3]:
            break
        else:
            del rows[best]


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    return sorted(iterable, key=key, reverse=True)[:max(n, 0)]
