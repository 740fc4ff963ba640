/* Kernels of everyday kinds, each timed: NAME, the least CPU seconds of REPS runs, a check value. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
typedef int64_t i64; typedef uint64_t u64; typedef uint8_t u8; typedef int32_t i32; typedef uint32_t u32;
#define NOINLINE __attribute__((noipa))
static double now(void) { struct timespec t; clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t); return t.tv_sec + t.tv_nsec * 1e-9; }
static void *mem(size_t b) { void *p = aligned_alloc(64, (b + 63) / 64 * 64); memset(p, 0, b); return p; }

enum { N = 100000, M = 256, K = 9 };
static double *fa, *fb, *fc, *w9; static float *sa, *sb, *sc; static i64 *ia, *ib, *ic; static i32 *na, *nb, *nc; static u8 *ba, *bb, *bc;
static double *ma, *mb, *mc; static u32 *table; static u8 *ga, *gb;
static volatile i64 V = N;
static void fill(void) {
    for (i64 i = 0; i < N; i++) {
        double v = (double)((i * 7919 + 104729) % 1000) / 1000.0, z = (double)((i * 7919 + 2 * 104729) % 1000) / 1000.0;
        fa[i] = v; fb[i] = z; sa[i] = v; sb[i] = z; ia[i] = (i * 7919 + 104729) % 1000; ib[i] = i * 3; na[i] = ia[i] - 500; nb[i] = ia[i] % 77;
        ba[i] = (i * 2654435761LL & 0xFFFFFFFF) >> 13 & 255; bb[i] = i % 251; bc[i] = 0; fc[i] = 0; ic[i] = 0; nc[i] = 0; sc[i] = 0;
    }
    for (i64 i = 0; i < M * M; i++) { ma[i] = (double)((i * 7919 + 104729) % 1000) / 1000.0; mb[i] = (double)((i * 7919 + 209458) % 1000) / 1000.0; mc[i] = 0; ga[i] = (i * 2654435761LL >> 7) & 1; gb[i] = 0; }
    for (i64 i = 0; i < M; i++) ma[i * M + i] += 100.0;
    for (int i = 0; i < K; i++) w9[i] = 1.0 / (i + 1);
    for (u32 i = 0; i < 256; i++) { u32 c = i; for (int k = 0; k < 8; k++) c = c & 1 ? c >> 1 ^ 0xEDB88320 : c >> 1; table[i] = c; }
}
NOINLINE static double prefix(i64 *a, i64 n) { for (i64 i = 1; i < n; i++) a[i] += a[i - 1]; return a[n - 1]; }
NOINLINE static double prefixf(double *o, const double *a, i64 n) { double s = 0; for (i64 i = 0; i < n; i++) { s += a[i]; o[i] = s; } return o[n - 1]; }
NOINLINE static double conv1d(double *o, const double *a, const double *w, i64 n, i64 k) { for (i64 i = 0; i + k <= n; i++) { double s = 0; for (i64 j = 0; j < k; j++) s += a[i + j] * w[j]; o[i] = s; } return o[n / 2]; }
NOINLINE static double conv2d(double *o, const double *a, const double *w, i64 n) { for (i64 i = 1; i < n - 1; i++) for (i64 j = 1; j < n - 1; j++) { double s = 0; for (i64 di = 0; di < 3; di++) for (i64 dj = 0; dj < 3; dj++) s += a[(i + di - 1) * n + j + dj - 1] * w[di * 3 + dj]; o[i * n + j] = s; } return o[n * n / 2 + 5]; }
NOINLINE static double bsearch_(const i64 *a, i64 n, i64 q) { i64 hits = 0; for (i64 k = 0; k < q; k++) { i64 x = k * 7919 % (3 * n), lo = 0, hi = n; while (lo < hi) { i64 mid = (lo + hi) / 2; if (a[mid] < x) lo = mid + 1; else hi = mid; } hits += lo; } return hits; }
NOINLINE static double isort(i64 *a, i64 n) { for (i64 i = 1; i < n; i++) { i64 x = a[i], j = i - 1; while (j >= 0 && a[j] > x) { a[j + 1] = a[j]; j--; } a[j + 1] = x; } return a[n / 2]; }
NOINLINE static void quick(i64 *a, i64 lo, i64 hi) { while (lo < hi) { i64 p = a[(lo + hi) / 2], i = lo, j = hi; while (i <= j) { while (a[i] < p) i++; while (a[j] > p) j--; if (i <= j) { i64 t = a[i]; a[i] = a[j]; a[j] = t; i++; j--; } } if (j - lo < hi - i) { quick(a, lo, j); lo = i; } else { quick(a, i, hi); hi = j; } } }
NOINLINE static double leven(const u8 *s, i64 n, const u8 *t, i64 m, i64 *row) { for (i64 j = 0; j <= m; j++) row[j] = j; for (i64 i = 1; i <= n; i++) { i64 diag = row[0]; row[0] = i; for (i64 j = 1; j <= m; j++) { i64 cost = diag + (s[i - 1] != t[j - 1]); diag = row[j]; i64 v = row[j] + 1; if (row[j - 1] + 1 < v) v = row[j - 1] + 1; if (cost < v) v = cost; row[j] = v; } } return row[m]; }
NOINLINE static double life(u8 *o, const u8 *a, i64 n) { for (i64 i = 1; i < n - 1; i++) for (i64 j = 1; j < n - 1; j++) { i64 c = a[(i - 1) * n + j - 1] + a[(i - 1) * n + j] + a[(i - 1) * n + j + 1] + a[i * n + j - 1] + a[i * n + j + 1] + a[(i + 1) * n + j - 1] + a[(i + 1) * n + j] + a[(i + 1) * n + j + 1]; o[i * n + j] = c == 3 || (c == 2 && a[i * n + j]); } i64 s = 0; for (i64 i = 0; i < n * n; i++) s += o[i]; return s; }
NOINLINE static double countb(const u8 *a, i64 n, u8 c) { i64 k = 0; for (i64 i = 0; i < n; i++) if (a[i] == c) k++; return k; }
NOINLINE static double find(const u8 *a, i64 n, const u8 *p, i64 m) { i64 k = 0; for (i64 i = 0; i + m <= n; i++) { i64 j = 0; while (j < m && a[i + j] == p[j]) j++; if (j == m) k++; } return k; }
NOINLINE static double matvec(double *y, const double *a, const double *x, i64 n) { for (i64 i = 0; i < n; i++) { double s = 0; for (i64 j = 0; j < n; j++) s += a[i * n + j] * x[j]; y[i] = s; } return y[n / 2]; }
NOINLINE static double lu(double *a, i64 n) { for (i64 k = 0; k < n; k++) for (i64 i = k + 1; i < n; i++) { double f = a[i * n + k] / a[k * n + k]; a[i * n + k] = f; for (i64 j = k + 1; j < n; j++) a[i * n + j] -= f * a[k * n + j]; } return a[n * n - 1]; }
NOINLINE static double argmin(const double *a, i64 n) { i64 b = 0; double m = a[0]; for (i64 i = 1; i < n; i++) if (a[i] < m) { m = a[i]; b = i; } return b + m; }
NOINLINE static double maxf(const double *a, i64 n) { double m = a[0]; for (i64 i = 1; i < n; i++) if (a[i] > m) m = a[i]; return m; }
NOINLINE static double minmaxi(const i64 *a, i64 n) { i64 lo = a[0], hi = a[0]; for (i64 i = 1; i < n; i++) { lo = a[i] < lo ? a[i] : lo; hi = a[i] > hi ? a[i] : hi; } return hi - lo; }
NOINLINE static double maxi32(const i32 *a, i64 n) { i64 hi = a[0]; for (i64 i = 1; i < n; i++) if (a[i] > hi) hi = a[i]; return hi; }
NOINLINE static double sumf32(const float *a, i64 n) { double s = 0; for (i64 i = 0; i < n; i++) s += a[i]; return s; }
NOINLINE static double sumi32(const i32 *a, i64 n) { i64 s = 0; for (i64 i = 0; i < n; i++) s += a[i]; return s; }
NOINLINE static double doti32(const i32 *a, const i32 *b, i64 n) { i64 s = 0; for (i64 i = 0; i < n; i++) s += (i64)a[i] * b[i]; return s; }
NOINLINE static double dotf(const double *a, const double *b, i64 n) { double s = 0; for (i64 i = 0; i < n; i++) s += a[i] * b[i]; return s; }
NOINLINE static double horner(double *o, const double *a, i64 n) { for (i64 i = 0; i < n; i++) { double x = a[i]; o[i] = ((((x * 0.3 + 1.5) * x - 2.0) * x + 0.7) * x - 1.1) * x + 0.25; } return o[n / 2]; }
NOINLINE static double mcpi(i64 n) { u64 s = 12345; i64 k = 0; for (i64 i = 0; i < n; i++) { s = s * 6364136223846793005ULL + 1442695040888963407ULL; double x = (double)(s >> 11) / 9007199254740992.0; s = s * 6364136223846793005ULL + 1442695040888963407ULL; double y = (double)(s >> 11) / 9007199254740992.0; if (x * x + y * y < 1.0) k++; } return k; }
static double deriv(double t, double y) { return -2.0 * y + t * t; }
NOINLINE static double rk4(i64 n, double h) { double t = 0, y = 1; for (i64 i = 0; i < n; i++) { double k1 = deriv(t, y), k2 = deriv(t + h / 2, y + h / 2 * k1), k3 = deriv(t + h / 2, y + h / 2 * k2), k4 = deriv(t + h, y + h * k3); y += h / 6 * (k1 + 2 * k2 + 2 * k3 + k4); t += h; } return y; }
NOINLINE static double knn(const double *x, const double *y, i64 n, i64 q) { double s = 0; for (i64 k = 0; k < q; k++) { double px = k * 0.01, py = k * 0.02, best = 1e300; i64 at = -1; for (i64 i = 0; i < n; i++) { double dx = x[i] - px, dy = y[i] - py, d = dx * dx + dy * dy; if (d < best) { best = d; at = i; } } s += at + best; } return s; }
NOINLINE static double popc(const i64 *a, i64 n) { i64 k = 0; for (i64 i = 0; i < n; i++) { i64 x = a[i]; while (x) { x &= x - 1; k++; } } return k; }
NOINLINE static double crc(const u8 *a, i64 n, const u32 *t) { u64 c = 0xFFFFFFFF; for (i64 i = 0; i < n; i++) c = t[(c ^ a[i]) & 255] ^ c >> 8; return c ^ 0xFFFFFFFF; }
NOINLINE static double mmflat(const double *restrict a, const double *restrict b, double *restrict c, i64 n) { for (i64 i = 0; i < n; i++) for (i64 j = 0; j < n; j++) { double s = 0; for (i64 k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j]; c[i * n + j] = s; } return c[n * n / 2 + 7]; }
NOINLINE static double mmflat2(const double *restrict a, const double *restrict b, double *restrict c, i64 n) { for (i64 i = 0; i < n * n; i++) c[i] = 0; for (i64 i = 0; i < n; i++) for (i64 k = 0; k < n; k++) { double t = a[i * n + k]; for (i64 j = 0; j < n; j++) c[i * n + j] += t * b[k * n + j]; } return c[n * n / 2 + 7]; }
NOINLINE static double condsumf(const double *a, i64 n, double t) { double s = 0; for (i64 i = 0; i < n; i++) if (a[i] > t) s += a[i]; return s; }
NOINLINE static double condsumi(const i64 *a, i64 n, i64 t) { i64 s = 0; for (i64 i = 0; i < n; i++) if (a[i] > t) s += a[i]; return s; }
NOINLINE static double relu(double *o, const double *a, i64 n) { for (i64 i = 0; i < n; i++) { double x = a[i] - 0.5; if (x > 0) o[i] = x; else o[i] = 0; } return o[n / 2]; }
NOINLINE static double clampi(i64 *o, const i64 *a, i64 n) { for (i64 i = 0; i < n; i++) { i64 x = a[i]; if (x < 100) x = 100; if (x > 900) x = 900; o[i] = x; } return o[n / 2]; }
NOINLINE static double bright(u8 *o, const u8 *a, i64 n) { for (i64 i = 0; i < n; i++) { i64 v = a[i] + 40; o[i] = v > 255 ? 255 : v; } return o[n / 2]; }
NOINLINE static double addi32(i32 *o, const i32 *a, const i32 *b, i64 n) { for (i64 i = 0; i < n; i++) o[i] = a[i] + b[i]; return o[n / 2]; }
NOINLINE static double addi64(i64 *o, const i64 *a, const i64 *b, i64 n) { for (i64 i = 0; i < n; i++) o[i] = a[i] + b[i]; return o[n / 2]; }
NOINLINE static double saxpyf(float *o, const float *a, float s, i64 n) { for (i64 i = 0; i < n; i++) o[i] += s * a[i]; return o[n / 2]; }
NOINLINE static double rev(double *o, const double *a, i64 n) { for (i64 i = 0; i < n; i++) o[i] = a[n - 1 - i]; return o[n / 3]; }
NOINLINE static double down(double *o, const double *a, i64 n) { for (i64 i = n - 1; i >= 0; i--) o[i] = a[i] * 2.0; return o[n / 3]; }
NOINLINE static double strided(const double *a, i64 n) { double s = 0; for (i64 i = 0; i < n; i += 4) s += a[i]; return s; }
NOINLINE static double transpose(double *o, const double *a, i64 n) { for (i64 i = 0; i < n; i++) for (i64 j = 0; j < n; j++) o[j * n + i] = a[i * n + j]; return o[n * n / 2 + 7]; }
NOINLINE static double heat(double *o, const double *a, i64 n) { for (i64 i = 1; i < n - 1; i++) for (i64 j = 1; j < n - 1; j++) o[i * n + j] = a[i * n + j] + 0.1 * (a[(i - 1) * n + j] + a[(i + 1) * n + j] + a[i * n + j - 1] + a[i * n + j + 1] - 4.0 * a[i * n + j]); return o[n * n / 2 + 7]; }
NOINLINE static double gcds(i64 n) { i64 s = 0; for (i64 i = 1; i < n; i++) { i64 a = i * 7919, b = 1000003; while (b) { i64 t = a % b; a = b; b = t; } s += a; } return s; }
NOINLINE static double isprime(i64 n) { i64 k = 0; for (i64 i = 2; i < n; i++) { int p = 1; for (i64 d = 2; d * d <= i; d++) if (i % d == 0) { p = 0; break; } k += p; } return k; }
NOINLINE static i64 ack(i64 m, i64 n) { return m == 0 ? n + 1 : n == 0 ? ack(m - 1, 1) : ack(m - 1, ack(m, n - 1)); }
NOINLINE static double norm(double *o, const double *a, i64 n) { double s = 0, q = 0; for (i64 i = 0; i < n; i++) { s += a[i]; q += a[i] * a[i]; } double m = s / n, d = sqrt(q / n - m * m); for (i64 i = 0; i < n; i++) o[i] = (a[i] - m) / d; return o[n / 2]; }
NOINLINE static double bubble(i64 *a, i64 n) { for (i64 i = 0; i < n; i++) for (i64 j = 0; j < n - 1 - i; j++) if (a[j] > a[j + 1]) { i64 t = a[j]; a[j] = a[j + 1]; a[j + 1] = t; } return a[n / 2]; }
NOINLINE static double knap(i64 *d, const i64 *w, i64 items, i64 cap) { for (i64 j = 0; j <= cap; j++) d[j] = 0; for (i64 i = 0; i < items; i++) { i64 wi = w[i] % 50 + 1, v = w[i]; for (i64 j = cap; j >= wi; j--) { i64 c = d[j - wi] + v; if (c > d[j]) d[j] = c; } } return d[cap]; }
static double dist(double x, double y, double a, double b) { double dx = x - a, dy = y - b; return sqrt(dx * dx + dy * dy); }
NOINLINE static double tour(const double *x, const double *y, i64 n) { double s = 0; for (i64 i = 0; i < n - 1; i++) s += dist(x[i], y[i], x[i + 1], y[i + 1]); return s; }

static double r_quick(void) { quick(ic, 0, N - 1); return ic[N / 2]; }
#define ALL(X) \
 X(prefix, prefix(ic, N), memcpy(ic, ia, N * 8)) X(prefixf, prefixf(fc, fa, N),) X(conv1d, conv1d(fc, fa, w9, N, K),) X(conv2d, conv2d(mc, ma, w9, M),) \
 X(bsearch, bsearch_(ib, N, 20000),) X(isort, isort(ic, 2000), memcpy(ic, ia, N * 8)) X(quick, r_quick(), memcpy(ic, ia, N * 8)) X(leven, leven(ba, 600, bb, 600, ic),) \
 X(life, life(gb, ga, M),) X(countb, countb(ba, N, 7),) X(find, find(ba, N, ba + 500, 4),) X(matvec, matvec(fc, ma, fa, M),) X(lu, lu(mc, M), memcpy(mc, ma, M * M * 8)) \
 X(argmin, argmin(fa, N),) X(maxf, maxf(fa, N),) X(minmaxi, minmaxi(ia, N),) X(maxi32, maxi32(na, N),) X(sumf32, sumf32(sa, N),) X(sumi32, sumi32(na, N),) X(doti32, doti32(na, nb, N),) X(dotf, dotf(fa, fb, N),) \
 X(horner, horner(fc, fa, N),) X(mcpi, mcpi(V),) X(rk4, rk4(V, 1e-4),) X(knn, knn(fa, fb, 1000, 100),) X(popc, popc(ia, N),) X(crc, crc(ba, N, table),) \
 X(mmflat, mmflat(ma, mb, mc, M),) X(mmflat2, mmflat2(ma, mb, mc, M),) X(condsumf, condsumf(fa, N, 0.5),) X(condsumi, condsumi(ia, N, 500),) X(relu, relu(fc, fa, N),) X(clampi, clampi(ic, ia, N),) X(bright, bright(bc, ba, N),) \
 X(addi32, addi32(nc, na, nb, N),) X(addi64, addi64(ic, ia, ib, N),) X(saxpyf, saxpyf(sc, sa, 0.5f, N),) X(rev, rev(fc, fa, N),) X(down, down(fc, fa, N),) X(strided, strided(fa, N),) \
 X(transpose, transpose(mc, ma, M),) X(heat, heat(mc, ma, M),) X(gcds, gcds(V / 5),) X(isprime, isprime(V / 5),) X(ack, ack(2, 300),) X(norm, norm(fc, fa, N),) \
 X(bubble, bubble(ic, 1000), memcpy(ic, ia, N * 8)) X(knap, knap(ic, ia, 100, 5000),) X(tour, tour(fa, fb, N),)
#define RUN(NAME, CALL, PREP) { fill(); double best = 1e9, v = 0; for (int r = 0; r < reps; r++) { PREP; double t = now(); v = CALL; t = now() - t; if (t < best) best = t; } if (!only || strstr(#NAME, only)) printf("%s %.9f %.12g\n", #NAME, best, v); }
int main(int argc, char **argv) {
    int reps = argc > 1 ? atoi(argv[1]) : 20; const char *only = argc > 2 ? argv[2] : 0;
    fa = mem(N * 8); fb = mem(N * 8); fc = mem(N * 8); w9 = mem(K * 8); sa = mem(N * 4); sb = mem(N * 4); sc = mem(N * 4); ia = mem(N * 8); ib = mem(N * 8); ic = mem(N * 8);
    na = mem(N * 4); nb = mem(N * 4); nc = mem(N * 4); ba = mem(N); bb = mem(N); bc = mem(N); ma = mem(M * M * 8); mb = mem(M * M * 8); mc = mem(M * M * 8); table = mem(1024); ga = mem(M * M); gb = mem(M * M);
    ALL(RUN)
    return 0;
}
