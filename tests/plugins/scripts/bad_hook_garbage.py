# ladon-only: CPython crashes on what these hooks return
# plugin: bad_hook
# Hooks that return words which are no objects.
from load import run_in_another, try_load

KINDS = ["garbage", "unaligned", "text", "high", "stack", "freed", "inside", "code", "wild", "minus_one"]
for kind in KINDS:
    for _ in range(2):
        try_load("bad_hook_" + kind)
# expect: bad_hook_garbage: SystemError: initialization of bad_hook_garbage did not return an extension module
# expect: bad_hook_garbage: SystemError: initialization of bad_hook_garbage did not return an extension module
# expect: bad_hook_unaligned: SystemError: initialization of bad_hook_unaligned did not return an extension module
# expect: bad_hook_unaligned: SystemError: initialization of bad_hook_unaligned did not return an extension module
# expect: bad_hook_text: SystemError: initialization of bad_hook_text did not return an extension module
# expect: bad_hook_text: SystemError: initialization of bad_hook_text did not return an extension module
# expect: bad_hook_high: SystemError: initialization of bad_hook_high did not return an extension module
# expect: bad_hook_high: SystemError: initialization of bad_hook_high did not return an extension module
# expect: bad_hook_stack: SystemError: initialization of bad_hook_stack did not return an extension module
# expect: bad_hook_stack: SystemError: initialization of bad_hook_stack did not return an extension module
# expect: bad_hook_freed: SystemError: init function of bad_hook_freed returned uninitialized object
# expect: bad_hook_freed: SystemError: init function of bad_hook_freed returned uninitialized object
# expect: bad_hook_inside: SystemError: initialization of bad_hook_inside did not return an extension module
# expect: bad_hook_inside: SystemError: initialization of bad_hook_inside did not return an extension module
# expect: bad_hook_code: SystemError: initialization of bad_hook_code did not return an extension module
# expect: bad_hook_code: SystemError: initialization of bad_hook_code did not return an extension module
# expect: bad_hook_wild: SystemError: initialization of bad_hook_wild did not return an extension module
# expect: bad_hook_wild: SystemError: initialization of bad_hook_wild did not return an extension module
# expect: bad_hook_minus_one: SystemError: initialization of bad_hook_minus_one did not return an extension module
# expect: bad_hook_minus_one: SystemError: initialization of bad_hook_minus_one did not return an extension module
run_in_another(f"""
for kind in {KINDS}:
    try_load("bad_hook_" + kind)
""")
# expect:   bad_hook_garbage: SystemError: initialization of bad_hook_garbage did not return an extension module
# expect:   bad_hook_unaligned: SystemError: initialization of bad_hook_unaligned did not return an extension module
# expect:   bad_hook_text: SystemError: initialization of bad_hook_text did not return an extension module
# expect:   bad_hook_high: SystemError: initialization of bad_hook_high did not return an extension module
# expect:   bad_hook_stack: SystemError: initialization of bad_hook_stack did not return an extension module
# expect:   bad_hook_freed: SystemError: init function of bad_hook_freed returned uninitialized object
# expect:   bad_hook_inside: SystemError: initialization of bad_hook_inside did not return an extension module
# expect:   bad_hook_code: SystemError: initialization of bad_hook_code did not return an extension module
# expect:   bad_hook_wild: SystemError: initialization of bad_hook_wild did not return an extension module
# expect:   bad_hook_minus_one: SystemError: initialization of bad_hook_minus_one did not return an extension module
