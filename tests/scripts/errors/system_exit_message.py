# SystemExit with text: to stderr, exit code 1.
import sys
print("out")  # expect: out
sys.exit("the message")
# expect exit: 1
# expect stderr: the message
