def f(x):
    for i in x:
        try:
            return g(i)
        except ValueError as e:
            print(e)
        except:
            break
        else:
            continue
        finally:
            print("end")
def h(x):
    try:
        x()
    except* OSError as e:
        print(e)
