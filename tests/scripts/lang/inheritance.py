# Inheritance, overriding, super, isinstance.
class Animal:
    sound = "..."
    def __init__(self, name):
        self.name = name
    def speak(self):
        return f"{self.name} says {self.sound}"
    def kind(self):
        return type(self).__name__

class Dog(Animal):
    sound = "woof"

class Puppy(Dog):
    def __init__(self, name):
        super().__init__(name + " junior")
    def speak(self):
        return super().speak() + "!"

for animal in (Animal("thing"), Dog("rex"), Puppy("rex")):
    print(animal.speak(), animal.kind())
# expect: thing says ... Animal
# expect: rex says woof Dog
# expect: rex junior says woof! Puppy
print(issubclass(Puppy, Animal), issubclass(Animal, Dog), issubclass(Dog, Dog), issubclass(Dog, (int, Animal)))
# expect: True False True True
print(isinstance(Puppy("x"), (Dog, int)), isinstance(1, Animal))  # expect: True False
print([c.__name__ for c in Puppy.__mro__], Puppy.__bases__[0].__name__)
# expect: ['Puppy', 'Dog', 'Animal', 'object'] Dog
print([c.__name__ for c in Animal.__subclasses__()])  # expect: ['Dog']
class Stack(list):
    def push(self, item): self.append(item)
    def top(self): return self[-1]
s = Stack([1])
s.push(2)
print(s, s.top(), len(s), isinstance(s, list), s == [1, 2])  # expect: [1, 2] 2 2 True True
class Name(str):
    def shout(self): return self.upper() + "!"
n = Name("bob")
print(n, n.shout(), n + "x", type(n + "x").__name__, len(n))  # expect: bob BOB! bobx str 3
class Celsius(float):
    def __repr__(self): return super().__repr__() + "°C"
print(Celsius(21.5), [Celsius(1)], Celsius(1) + 1)  # expect: 21.5°C [1.0°C] 2.0
class Error(ValueError):
    pass
try:
    raise Error("custom")
except ValueError as error:
    print(type(error).__name__, error, isinstance(error, Exception))  # expect: Error custom True
class Number(int):
    def __add__(self, other): return Number(int(self) + int(other) + 100)
print(Number(1) + 2, type(Number(1) * 2).__name__, Number(5) == 5, {5: "x"}[Number(5)])  # expect: 103 int True x
