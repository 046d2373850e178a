print("about to fail")
before = 1
1 / 0
