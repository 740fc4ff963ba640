__all__ = ["chosen_one", "_also"]
chosen_one = "c"
not_chosen = "n"
_also = "a"
