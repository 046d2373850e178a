# Exception classes of our own: the module is not shown for __main__.
class Outer:
    class Custom(Exception):
        def __str__(self):
            return f"custom {self.args[0]}"

raise Outer.Custom(42)
# expect error: Outer.Custom: custom 42
