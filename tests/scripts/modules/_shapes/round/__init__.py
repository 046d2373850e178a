print("round init")
PI = 3
