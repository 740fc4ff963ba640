# Hands ranked with counts, sorting by tuples.
RANKS = "23456789TJQKA"
NAMES = ["high card", "pair", "two pairs", "three", "straight", "flush", "full house", "four", "straight flush"]


class Hand:
    def __init__(self, text):
        self.cards = text.split()
        if len(self.cards) != 5 or len(set(self.cards)) != 5:
            raise ValueError(f"not a hand: {text}")
        self.score = self._score()

    def _score(self):
        ranks = sorted((RANKS.index(c[0]) for c in self.cards), reverse=True)
        counts = {}
        for r in ranks:
            counts[r] = counts.get(r, 0) + 1
        groups = sorted(((n, r) for r, n in counts.items()), reverse=True)
        shape = tuple(n for n, _ in groups)
        order = tuple(r for _, r in groups)
        flush = len({c[1] for c in self.cards}) == 1
        straight = len(counts) == 5 and ranks[0] - ranks[4] == 4
        if ranks == [12, 3, 2, 1, 0]:
            straight, order = True, (3, 2, 1, 0, -1)
        if straight and flush:
            kind = 8
        elif shape == (4, 1):
            kind = 7
        elif shape == (3, 2):
            kind = 6
        elif flush:
            kind = 5
        elif straight:
            kind = 4
        else:
            kind = {(3, 1, 1): 3, (2, 2, 1): 2, (2, 1, 1, 1): 1}.get(shape, 0)
        return kind, order

    def __lt__(self, o):
        return self.score < o.score

    def __eq__(self, o):
        return self.score == o.score

    def __str__(self):
        return f"{' '.join(self.cards)} ({NAMES[self.score[0]]})"


hands = [Hand(t) for t in ("2H 3D 5S 9C KD", "2C 3H 4S 8C AH", "2H 4S 4C 2D 4H", "TS JS QS KS AS", "5H 5C 6S 7S KD",
                           "AH 2D 3S 4C 5D", "9C 9D 9H 9S 2C", "3D 6D 7D TD QD", "KH KC 2S 2C 3H", "7C 7D 7H 2C 5S")]
for h in sorted(hands, reverse=True):
    print(h)
# expect: TS JS QS KS AS (straight flush)
# expect: 9C 9D 9H 9S 2C (four)
# expect: 2H 4S 4C 2D 4H (full house)
# expect: 3D 6D 7D TD QD (flush)
# expect: AH 2D 3S 4C 5D (straight)
# expect: 7C 7D 7H 2C 5S (three)
# expect: KH KC 2S 2C 3H (two pairs)
# expect: 5H 5C 6S 7S KD (pair)
# expect: 2C 3H 4S 8C AH (high card)
# expect: 2H 3D 5S 9C KD (high card)
print(max(hands), Hand("2H 3D 5S 9C KD") == Hand("2S 3C 5H 9D KC"), Hand("2H 2D 5S 9C KD") > Hand("AH QD 5S 9C KD"))
# expect: TS JS QS KS AS (straight flush) True True
for bad in ("2H 3H", "2H 2H 3D 4C 5S", "XX 2H 3D 4C 5S"):
    try:
        print(Hand(bad))
    except ValueError as e:
        print(type(e).__name__, e)
# expect: ValueError not a hand: 2H 3H
# expect: ValueError not a hand: 2H 2H 3D 4C 5S
# expect: ValueError substring not found
deck = [r + s for r in RANKS for s in "CDHS"]
seed = 2024
for i in range(len(deck) - 1, 0, -1):
    seed = (seed * 1103515245 + 12345) & 0x7FFFFFFF
    j = (seed >> 8) % (i + 1)
    deck[i], deck[j] = deck[j], deck[i]
dealt = [Hand(" ".join(deck[k:k + 5])) for k in range(0, 50, 5)]
print(max(dealt))  # expect: 6D KC AC 9C KD (pair)
tally = {}
for h in dealt:
    tally[NAMES[h.score[0]]] = tally.get(NAMES[h.score[0]], 0) + 1
print(sorted(tally.items()))  # expect: [('high card', 3), ('pair', 7)]
