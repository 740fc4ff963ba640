# exit() and quit() end the program by SystemExit.
try:
    quit()
except SystemExit as e:
    print(repr(e.code))  # expect: None
print("before")  # expect: before
exit(3)
print("never")
# expect exit: 3
