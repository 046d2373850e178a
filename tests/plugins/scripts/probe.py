# Every kind of single-phase module, in one interpreter. Situations 1-6 of facts/import-semantics 2.5.
# since: 3.13
import sys
from load import load, try_load


def describe(tag, m, first=None):
    info = m.info()
    print(tag, m.__name__, "self" if info["self"] == id(m) else "other self",
          "state" if m.modstate(m) else "no state", "size", info["size"], "finds",
          {0: "nothing", id(m): "itself"}.get(info["find"], "another"), repr(m.log()))
    if first is not None:
        print("  same module", m is first, "same list", m.lst is first.lst, "same error", m.err is first.err,
              "same function", m.info is first.info, "spam", hasattr(m, "spam"))


for kind in ["basic", "reinit", "state", "cf", "cfz"]:
    name = "pb_" + kind
    first = load(name)
    describe("first", first)
    first.spam = 1
    describe("again", load(name), first)
    sys.modules.pop(name)
    describe("after del", load(name), first)
    sys.modules.pop(name)
# expect: first pb_basic self no state size -1 finds itself 'init_basic@0;'
# expect: again pb_basic self no state size -1 finds itself ''
# expect:   same module True same list True same error True same function True spam True
# expect: after del pb_basic other self no state size -1 finds itself ''
# expect:   same module False same list True same error True same function True spam False
# expect: first pb_reinit self state size 0 finds itself 'init_reinit@0;'
# expect: again pb_reinit self state size 0 finds itself 'init_reinit@0;'
# expect:   same module False same list False same error False same function False spam False
# expect: after del pb_reinit self state size 0 finds itself 'init_reinit@0;'
# expect:   same module False same list False same error False same function False spam False
# expect: first pb_state self state size 16 finds itself 'init_state@0;'
# expect: again pb_state self state size 16 finds itself 'init_state@0;'
# expect:   same module False same list False same error False same function False spam False
# expect: after del pb_state self state size 16 finds itself 'init_state@0;'
# expect:   same module False same list False same error False same function False spam False
# expect: first pb_cf self no state size -1 finds itself 'init_cf@0;cf_create@0;'
# expect: again pb_cf self no state size -1 finds itself ''
# expect:   same module True same list True same error True same function True spam True
# expect: after del pb_cf other self no state size -1 finds itself ''
# expect:   same module False same list True same error True same function True spam False
# expect: first pb_cfz self state size 0 finds itself 'init_cfz@0;cfz_create@0;'
# expect: again pb_cfz self state size 0 finds itself 'init_cfz@0;cfz_hit@0;'
# expect:   same module True same list True same error True same function True spam True
# expect: after del pb_cfz self state size 0 finds itself 'init_cfz@0;cfz_hit@0;'
# expect:   same module True same list True same error True same function True spam True

print("shared def")  # expect: shared def
basic = load("pb_basic")
wrap = load("pb_wrap")
describe("wrap", wrap, basic)
# expect: wrap pb_basic self no state size -1 finds itself 'init_wrap@0;'
# expect:   same module False same list False same error False same function False spam False
describe("basic", basic)  # expect: basic pb_basic other self no state size -1 finds another ''
sha = load("pb_sha")
describe("sha", sha)  # expect: sha pb_sha self state size 8 finds itself 'init_sha@0;'
shb = load("pb_shb")
describe("shb", shb, sha)
# expect: shb pb_sha self state size 8 finds itself 'init_shb@0;'
# expect:   same module False same list False same error False same function False spam False

print("refused")  # expect: refused
for kind in ["nodef", "notmod", "none", "raise", "null", "unrep", "slots", "cls", "missing", "\u00e9"]:
    try_load("pb_" + kind)
# expect: pb_nodef: SystemError: initialization of pb_nodef did not return a valid extension module
# expect: pb_notmod: SystemError: initialization of pb_notmod did not return an extension module
# expect: pb_none: SystemError: initialization of pb_none did not return an extension module
# expect: pb_raise: ValueError: boom
# expect: pb_null: SystemError: initialization of pb_null failed without raising an exception
# expect: pb_unrep: SystemError: initialization of pb_unrep raised unreported exception from ValueError('boom')
# expect: pb_slots: SystemError: module pb_slots: PyModule_Create is incompatible with m_slots
# expect: pb_cls: ValueError: module functions cannot set METH_CLASS or METH_STATIC
# expect: pb_missing: ImportError: dynamic module does not define module export function (PyInit_pb_missing)
# expect: pb_é: ImportError: dynamic module does not define module export function (PyInitU_pb__dma)
