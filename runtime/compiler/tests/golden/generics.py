def f[T: int](a: T, b=1) -> T:
    return a
class C[T]:
    def m(self) -> T: ...
type A[K] = dict[K, int]
x: int = 1
