# Exit codes are taken modulo 256.
raise SystemExit(300)
# expect exit: 44
