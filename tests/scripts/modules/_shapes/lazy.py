print("lazy loaded")
flag = True
