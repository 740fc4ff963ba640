if a:
	x = (1,
2,
   3)

	y = 1 \
  + 2
# comment
	if b:
	        z

class A:
  def f(self): # c

       pass
  x = [
    1, # one

    2
  ]
   # odd comment
else_ = 1
x = 1
\

if x:
    pass
    \
    y
last = 1