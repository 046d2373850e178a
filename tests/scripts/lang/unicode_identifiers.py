# Identifiers beyond ASCII; they are normalised (NFKC).
café = 1
naïve_名前 = 2
ﬁ = 3
print(café, naïve_名前, fi, "fi" in globals(), "ﬁ" in globals())
def größe(länge): return länge * 2
print(größe(länge=4), größe.__name__)
class Ünï:
    ñ = "attr"
print(Ünï.ñ, Ünï.__name__, getattr(Ünï, "ñ"))
ª = "ordinal"
print(a)
x²_no = None if False else "fine"
# expect error: SyntaxError: invalid character '²' (U+00B2)
