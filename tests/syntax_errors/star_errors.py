*x
a = *b
def f(**k, *a): pass
print(*)
