# Identifiers beyond ASCII; they are normalised (NFKC).
café = 1
naïve_名前 = 2
ﬁ = 3
print(café, naïve_名前, fi, "fi" in globals(), "ﬁ" in globals())  # expect: 1 2 3 True False
def größe(länge): return länge * 2
print(größe(länge=4), größe.__name__)  # expect: 8 größe
class Ünï:
    ñ = "attr"
print(Ünï.ñ, Ünï.__name__, getattr(Ünï, "ñ"))  # expect: attr Ünï attr
ª = "ordinal"
print(a)  # expect: ordinal
