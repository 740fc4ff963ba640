"""starts
and never ends
