lambda x: yield x = 1
[x for x in]
[for x in y]
{1: 2, 3}
