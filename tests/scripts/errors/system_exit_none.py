# SystemExit without code: success.
print("done")  # expect: done
raise SystemExit
