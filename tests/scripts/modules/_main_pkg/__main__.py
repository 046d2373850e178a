print("never run by import")
