def f(x):
    match x:
        case 0 | None: return 1
        case [a, *rest, "z"] if a: return rest
        case {"k": v, **more}: return v, more
        case Point(x=0, y=p) | [p]: return p
        case C.D: return 2
        case _: return 3
