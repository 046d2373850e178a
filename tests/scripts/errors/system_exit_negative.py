# -1 is 255.
raise SystemExit(-1)
# expect exit: 255
