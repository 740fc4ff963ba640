return 5
yield 1
break
continue
await x
