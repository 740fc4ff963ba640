match x:
    case 1: pass
    case -1 | 1.5 | -2j | 1 + 2j | -3 - 4.5j: pass
    case "a" "b" | b"c": pass
    case None | True | False: pass
    case name: pass
    case _: pass
    case a.b.c: pass
    case (a): pass
    case (): pass
    case (a,): pass
    case (a, b,): pass
    case []: pass
    case [a, *_, b]: pass
    case [*rest]: pass
    case a, b: pass
    case a,: pass
    case *a, b: pass
    case {}: pass
    case {"k": v, 1: _, a.b: c, -1: d, None: e, **rest}: pass
    case {**rest,}: pass
    case C(): pass
    case a.C(1, x, y=2, z=C(w),): pass
    case (1 | 2) as n if n > 1: pass
    case [a as b, (c | d) as e] if (y := x):
        pass
match x, *y:
    case _:
        match z:
            case case:
                case = 1
            case match:
                match = 2
match (x):
    case 1: pass
match -x:
    case 1: pass
match [x, y]:
    case 1: pass
match not x:
    case 1: pass
match {}:
    case 1: pass
match match:
    case case: pass
match lambda: x:
    case 1: pass
match x := y:
    case 1: pass
match: int = 1
match[a:b]: int
match *a, b:
    case 1: pass
