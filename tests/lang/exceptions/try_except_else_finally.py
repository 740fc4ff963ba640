# Which parts run, in which order.
def f(action):
    try:
        print("try", action)
        if action == "value":
            raise ValueError("v")
        if action == "key":
            raise KeyError("k")
        if action == "other":
            raise TypeError("t")
        if action == "return":
            return "from try"
    except ValueError as e:
        print("except", e)
        return "from except"
    except (KeyError, IndexError) as e:
        print("lookup", e)
    else:
        print("else")
    finally:
        print("finally")
    return "end"

for a in ("none", "value", "key", "return"):
    print(f(a))
# expect: try none
# expect: else
# expect: finally
# expect: end
# expect: try value
# expect: except v
# expect: finally
# expect: from except
# expect: try key
# expect: lookup 'k'
# expect: finally
# expect: end
# expect: try return
# expect: finally
# expect: from try
try:
    f("other")
except TypeError as e:
    print("outside", e)
# expect: try other
# expect: finally
# expect: outside t
try:
    print("no except")
finally:
    print("only finally")
# expect: no except
# expect: only finally
try:
    try:
        1 / 0
    finally:
        print("inner finally")
except ZeroDivisionError:
    print("outer except")
# expect: inner finally
# expect: outer except
try:
    pass
except:
    print("never")
else:
    print("else")
# expect: else
