if a: x; y;
elif b: z ;
else:
    w;
def f():
    pass; return 1;
x;
try: pass;
except A: pass;
class B: x = 1;
