def __getattr__(name):
    if name == "computed":
        return "computed on demand"
    raise AttributeError(f"no {name} here")
def __dir__():
    return ["computed", "zebra", "apple"]
real = "real"
