def f(n):
    x = yield n
    y = yield from g(x)
    return (i * n for i in y if i)
async def h(a):
    async with a as b:
        async for c in b:
            await c
    return [x async for x in a]
