# Wrong numbers and kinds of arguments to builtin functions.
# since: 3.13
def attempt(f):
    try:
        print(f())
    except TypeError as error:
        print(error)
attempt(lambda: len())  # expect: len() takes exactly one argument (0 given)
attempt(lambda: len([], []))  # expect: len() takes exactly one argument (2 given)
attempt(lambda: len(x=[]))  # expect: len() takes no keyword arguments
attempt(lambda: abs(x=1))  # expect: abs() takes no keyword arguments
attempt(lambda: ord())  # expect: ord() takes exactly one argument (0 given)
attempt(lambda: chr(1, 2))  # expect: chr() takes exactly one argument (2 given)
attempt(lambda: isinstance())  # expect: isinstance expected 2 arguments, got 0
attempt(lambda: hasattr("x"))  # expect: hasattr expected 2 arguments, got 1
attempt(lambda: setattr("x", "y"))  # expect: setattr expected 3 arguments, got 2
attempt(lambda: callable(1, 2))  # expect: callable() takes exactly one argument (2 given)
attempt(lambda: iter())  # expect: iter expected at least 1 argument, got 0
attempt(lambda: hash(1, 2))  # expect: hash() takes exactly one argument (2 given)
attempt(lambda: id(1, 2))  # expect: id() takes exactly one argument (2 given)
attempt(lambda: globals(1))  # expect: globals() takes no arguments (1 given)
attempt(lambda: [].append())  # expect: list.append() takes exactly one argument (0 given)
attempt(lambda: [].append(x=1))  # expect: list.append() takes no keyword arguments
attempt(lambda: [].clear(1))  # expect: list.clear() takes no arguments (1 given)
attempt(lambda: {}.keys(1))  # expect: dict.keys() takes no arguments (1 given)
attempt(lambda: "".upper(1))  # expect: str.upper() takes no arguments (1 given)
attempt(lambda: "".join())  # expect: str.join() takes exactly one argument (0 given)
attempt(lambda: "a".lower(x=1))  # expect: str.lower() takes no keyword arguments
attempt(lambda: int.bit_length())  # expect: unbound method int.bit_length() needs an argument
attempt(lambda: int.bit_length("x"))
# expect: descriptor 'bit_length' for 'int' objects doesn't apply to a 'str' object
attempt(lambda: str.upper(5))  # expect: descriptor 'upper' for 'str' objects doesn't apply to a 'int' object
attempt(lambda: str.upper())  # expect: unbound method str.upper() needs an argument
attempt(lambda: list.append([], 1, 2))  # expect: list.append() takes exactly one argument (2 given)
attempt(lambda: list.append(5, 1))  # expect: descriptor 'append' for 'list' objects doesn't apply to a 'int' object
attempt(lambda: dict.get({}, 1, 2, 3))  # expect: get expected at most 2 arguments, got 3
attempt(lambda: object.__init__())  # expect: descriptor '__init__' of 'object' object needs an argument
attempt(lambda: (5).__add__())  # expect: expected 1 argument, got 0
attempt(lambda: (5).__add__(1, 2))  # expect: expected 1 argument, got 2
attempt(lambda: [].__getitem__())  # expect: list.__getitem__() takes exactly one argument (0 given)
attempt(lambda: [].__len__(1))  # expect: expected 0 arguments, got 1
attempt(lambda: "x".__contains__())  # expect: expected 1 argument, got 0
attempt(lambda: sum([1], nope=2))  # expect: sum() got an unexpected keyword argument 'nope'
attempt(lambda: sorted())  # expect: sorted expected 1 argument, got 0
attempt(lambda: print(nope=1))  # expect: print() got an unexpected keyword argument 'nope'
attempt(lambda: enumerate(nope=1))  # expect: 'nope' is an invalid keyword argument for enumerate()
attempt(lambda: tuple(sequence=()))  # expect: tuple() takes no keyword arguments
attempt(lambda: set([1], [2]))  # expect: set expected at most 1 argument, got 2
attempt(lambda: type.mro())  # expect: unbound method type.mro() needs an argument
attempt(lambda: classmethod())  # expect: classmethod expected 1 argument, got 0
attempt(lambda: staticmethod(1, 2))  # expect: staticmethod expected 1 argument, got 2
attempt(lambda: memoryview())  # expect: memoryview() missing required argument 'object' (pos 1)
attempt(lambda: bool(1, 2))  # expect: bool expected at most 1 argument, got 2
