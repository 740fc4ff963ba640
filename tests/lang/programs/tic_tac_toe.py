# Minimax over the whole game, with a table of seen positions.
LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]


def winner(board):
    for a, b, c in LINES:
        if board[a] != " " and board[a] == board[b] == board[c]:
            return board[a]
    return "draw" if " " not in board else None


seen = {}


def best(board, player):
    if board in seen:
        return seen[board]
    result = winner(board)
    if result:
        seen[board] = ({"X": 1, "O": -1}.get(result, 0), None)
        return seen[board]
    other = "O" if player == "X" else "X"
    options = []
    for i, c in enumerate(board):
        if c == " ":
            score, _ = best(board[:i] + player + board[i + 1:], other)
            options.append((score, i))
    pick = max if player == "X" else min
    score = pick(s for s, _ in options)
    seen[board] = score, next(i for s, i in options if s == score)
    return seen[board]


def show(board):
    return "\n-+-+-\n".join("|".join(board[r:r + 3]) for r in (0, 3, 6))


board, player = " " * 9, "X"
moves = []
while winner(board) is None:
    score, move = best(board, player)
    moves.append(move)
    board = board[:move] + player + board[move + 1:]
    player = "O" if player == "X" else "X"
print(moves, winner(board), len(seen))  # expect: [0, 4, 1, 2, 6, 3, 5, 7, 8] draw 5478
print(show(board))
# expect: X|X|O
# expect: -+-+-
# expect: O|O|X
# expect: -+-+-
# expect: X|O|X
print(best("X   O    ", "X"), best("XX OO    ", "X"), best("XX  O    ", "O"))  # expect: (0, 1) (1, 2) (0, 2)
