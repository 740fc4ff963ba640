"""Averages and spreads, computed exactly and rounded once."""

import math
from collections import Counter
from fractions import Fraction

__all__ = ["StatisticsError", "correlation", "covariance", "fmean", "geometric_mean", "harmonic_mean", "mean", "median",
           "median_grouped", "median_high", "median_low", "mode", "multimode", "pstdev", "pvariance", "quantiles", "stdev",
           "variance", "linear_regression"]


class StatisticsError(ValueError):
    """There are too few data, or wrong ones."""


def _kind(data):
    """The type of the result: float if any item is one, else the items' own."""
    kinds = set(map(type, data))
    for kind in kinds:
        if kind.__name__ == "Decimal":
            return kind
    if any(issubclass(kind, float) for kind in kinds):
        return float
    if any(issubclass(kind, Fraction) for kind in kinds):
        return Fraction
    if all(issubclass(kind, int) for kind in kinds):
        return int
    for kind in kinds:
        if not issubclass(kind, (int, float, Fraction)):
            raise TypeError(f"can't convert type '{kind.__name__}' to numerator/denominator")
    return float


def _convert(value, kind):
    if kind is int and value.denominator != 1:
        kind = float
    if kind is Fraction:
        return value
    if kind.__name__ == "Decimal":
        return kind(value.numerator) / value.denominator
    return kind(value)


def _exact(data):
    return [Fraction(item) for item in data]


def _special(data):
    """The sum of data that have an infinity or NaN, or None."""
    if any(isinstance(item, float) and not math.isfinite(item) for item in data):
        return sum(data)
    return None


def mean(data):
    data = list(data)
    if not data:
        raise StatisticsError("mean requires at least one data point")
    kind = _kind(data)
    special = _special(data)
    if special is not None:
        return special / len(data)
    return _convert(sum(_exact(data)) / len(data), kind)


def fmean(data, weights=None):
    data = list(data)
    if weights is None:
        if not data:
            raise StatisticsError("fmean requires at least one data point")
        return math.fsum(data) / len(data)
    weights = list(weights)
    if len(weights) != len(data):
        raise StatisticsError("data and weights must be the same length")
    total = math.fsum(weights)
    if not total:
        raise StatisticsError("sum of weights must be non-zero")
    return math.fsum([a * b for a, b in zip(data, weights)]) / total


def geometric_mean(data):
    try:
        return math.exp(fmean([math.log(item) for item in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    if any(item < 0 for item in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if weights is None:
        weights = [1] * len(data)
        if len(data) == 1:
            return data[0]
    else:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("Number of weights does not match data size")
    if any(item == 0 for item in data):
        return 0
    kind = _kind(data)
    total = sum(Fraction(w) / Fraction(x) for x, w in zip(data, weights))
    return _convert(Fraction(sum(weights)) / total, kind)


def _sorted(data):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data)
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data)
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data)
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _sorted(data)
    n = len(data)
    middle = data[n // 2]
    below = sum(1 for item in data if item < middle)
    same = data.count(middle)
    return middle - interval / 2 + interval * (n / 2 - below) / same


def mode(data):
    pairs = Counter(iter(data)).most_common(1)
    if not pairs:
        raise StatisticsError("no mode for empty data")
    return pairs[0][0]


def multimode(data):
    counts = Counter(iter(data))
    if not counts:
        return []
    most = max(counts.values())
    return [item for item, count in counts.items() if count == most]


def _squares(data, center):
    data = list(data)
    kind = _kind(data) if data else int
    exact = _exact(data)
    if center is None:
        center = sum(exact) / len(exact) if exact else 0
    else:
        center = Fraction(center)
    return kind, sum(((item - center) ** 2 for item in exact), Fraction(0)), len(exact)


def variance(data, xbar=None):
    kind, total, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("variance requires at least two data points")
    return _convert(total / (n - 1), kind)


def pvariance(data, mu=None):
    kind, total, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _convert(total / n, kind)


def _root(value):
    """The float nearest to the square root of a fraction."""
    n, d = value.numerator, value.denominator
    if n == 0:
        return 0.0
    shift = (n.bit_length() - d.bit_length() - 109) // 2
    if shift >= 0:
        top, bottom = _odd_root(n, d << 2 * shift) << shift, 1
    else:
        top, bottom = _odd_root(n << -2 * shift, d), 1 << -shift
    return top / bottom


def _odd_root(n, m):
    root = math.isqrt(n // m)
    return root | (root * root * m != n)


def stdev(data, xbar=None):
    kind, total, n = _squares(data, xbar)
    if n < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total / (n - 1))


def pstdev(data, mu=None):
    kind, total, n = _squares(data, mu)
    if n < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total / n)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    size = len(data)
    if size < 2:
        raise StatisticsError("must have at least two data points")
    result = []
    if method == "inclusive":
        for i in range(1, n):
            j, delta = divmod(i * (size - 1), n)
            result.append((data[j] * (n - delta) + data[j + 1] * delta) / n)
        return result
    if method == "exclusive":
        for i in range(1, n):
            j = min(max(i * (size + 1) // n, 1), size - 1)
            delta = i * (size + 1) - j * n
            result.append((data[j - 1] * (n - delta) + data[j] * delta) / n)
        return result
    raise ValueError(f"Unknown method: {method!r}")


def _paired(x, y, what):
    if len(x) != len(y):
        raise StatisticsError(f"{what} requires that both inputs have same number of data points")
    if len(x) < 2:
        raise StatisticsError(f"{what} requires at least two data points")
    xbar, ybar = math.fsum(x) / len(x), math.fsum(y) / len(x)
    sxy = math.fsum([(a - xbar) * (b - ybar) for a, b in zip(x, y)])
    sxx = math.fsum([(a - xbar) ** 2.0 for a in x])
    syy = math.fsum([(b - ybar) ** 2.0 for b in y])
    return xbar, ybar, sxy, sxx, syy


def covariance(x, y, /):
    return _paired(x, y, "covariance")[2] / (len(x) - 1)


def correlation(x, y, /):
    _, _, sxy, sxx, syy = _paired(x, y, "correlation")
    if not sxx or not syy:
        raise StatisticsError("at least one of the inputs is constant")
    return sxy / math.sqrt(sxx * syy)


def linear_regression(x, y, /, *, proportional=False):
    from collections import namedtuple
    if proportional:
        raise NotImplementedError("linear_regression(proportional=True) is not supported")
    xbar, ybar, sxy, sxx, _ = _paired(x, y, "linear regression")
    if not sxx:
        raise StatisticsError("x is constant")
    slope = sxy / sxx
    return namedtuple("LinearRegression", "slope intercept")(slope, ybar - slope * xbar)


def __getattr__(name):
    raise AttributeError(f"module 'statistics' has no attribute {name!r}")
