import _random


def error(function, *args, **kwargs):
    try:
        return function(*args, **kwargs)
    except Exception as error:
        return type(error).__name__ + ": " + str(error)


r = _random.Random(12345)
print(r.random(), r.random(), r.random())  # expect: 0.41661987254534116 0.010169169457068361 0.8252065092537432
print(r.getrandbits(1), r.getrandbits(8), r.getrandbits(32), r.getrandbits(33), r.getrandbits(64), r.getrandbits(0))  # expect: 0 218 1582316135 4001984784 10441007794851070986 0
print(r.getrandbits(200))  # expect: 417006299539901261371200816828918785324532977456131278154320
print(len(r.getstate()), r.getstate()[624], r.getstate()[:3])  # expect: 625 20 (1060008160, 340894186, 922533364)
print([_random.Random(seed).random() for seed in (0, 1, -1, 2**32, 2**100, True)])  # expect: [0.8444218515250481, 0.13436424411240122, 0.13436424411240122, 0.11299430095636409, 0.7586581712996778, 0.13436424411240122]
print(_random.Random(2**19937 - 1).random(), _random.Random(-(10**500)).getrandbits(40))  # expect: 0.2091868855839092 318356383921
print(_random.Random(2.5).random() == _random.Random(hash(2.5)).random(), _random.Random((1, 2)).random() == _random.Random(hash((1, 2)) % 2**64).random())  # expect: True True
print(r.seed(7), r.random(), r.getrandbits(16))  # expect: None 0.32383276483316237 9886
state = r.getstate()
first = [r.random() for _ in range(1000)]
print(r.setstate(state), first == [r.random() for _ in range(1000)], sum(first) / 1000)  # expect: None True 0.48918254348153956
print(_random.Random().random() != _random.Random().random(), 0 <= _random.Random(None).random() < 1)  # expect: True True


class Sub(_random.Random):
    def __init__(self, seed, name):
        super().__init__(seed)
        self.name = name


s = Sub(12345, "sub")
print(s.name, s.random(), isinstance(s, _random.Random), _random.Random)  # expect: sub 0.41661987254534116 True <class '_random.Random'>
print(error(_random.Random, 1, 2))  # expect: TypeError: Random() requires 0 or 1 argument
print(error(_random.Random, x=1))  # expect: TypeError: Random() takes no keyword arguments
print(error(_random.Random, []))  # expect: TypeError: unhashable type: 'list'
print(error(r.getrandbits, -1))  # expect: ValueError: number of bits must be non-negative
print(error(r.getrandbits, 1.5))  # expect: TypeError: 'float' object cannot be interpreted as an integer
print(error(r.getrandbits, 2**40))  # expect: OverflowError: Python int too large to convert to C int
print(error(r.getrandbits))  # expect: TypeError: Random.getrandbits() takes exactly one argument (0 given)
print(error(r.seed, 1, 2))  # expect: TypeError: seed expected at most 1 argument, got 2
print(error(r.setstate, [1]))  # expect: TypeError: state vector must be a tuple
print(error(r.setstate, (1, 2)))  # expect: ValueError: state vector is the wrong size
print(error(r.setstate, (0,) * 624 + (625,)))  # expect: ValueError: invalid state
print(error(r.setstate, (0,) * 624 + (-1,)))  # expect: ValueError: invalid state
print(error(r.setstate, (1.5,) * 625))  # expect: TypeError: an integer is required
print(error(r.setstate, (-1,) * 625))  # expect: OverflowError: can't convert negative value to unsigned int
