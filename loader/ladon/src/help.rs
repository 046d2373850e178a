//! What `-h` and its kin print.

/// One line, for errors too.
pub fn usage_line(program: &str) -> String {
    format!("usage: {program} [option] ... [-c cmd | -m mod | file | -] [arg] ...")
}

pub const OPTIONS: &str = "\
Options (and corresponding environment variables):
-b     : issue warnings about comparing bytes with str (-bb: errors)
-B     : accepted: Ladon writes no .pyc files (PYTHONDONTWRITEBYTECODE=x)
-c cmd : run a program passed in as a string; ends the option list
-d     : accepted for compatibility
-E     : ignore PYTHON* environment variables
-h     : print this help and exit (also -? or --help)
-i     : inspect interactively after running the script (PYTHONINSPECT=x)
-I     : isolate from the user's environment (implies -E -P -s)
-m mod : run a library module as a script; ends the option list
-O     : remove assert statements and __debug__ code (PYTHONOPTIMIZE=x)
-OO    : as -O, and discard docstrings
-P     : do not put a possibly unsafe path first in sys.path (PYTHONSAFEPATH=x)
-q     : print no version and copyright at interactive start-up
-s     : do not add the user's site folder to sys.path (PYTHONNOUSERSITE=x)
-S     : do not look for site-packages
-u     : write standard output and error at once (PYTHONUNBUFFERED=x)
-v     : verbose (accepted)
-V     : print the version and exit (also --version; twice: more)
-W arg : warning control; arg is action:message:category:module:lineno (PYTHONWARNINGS=arg)
-x     : skip the first line of the source
-X opt : set an option of the implementation (see --help-xoptions)
--dis file : print the register code of a source file and exit
--help-env, --help-xoptions, --help-all : more help

file   : the program is read from this file
-      : the program is read from standard input (default; interactive on a terminal)
arg ...: arguments passed to the program in sys.argv[1:]";

pub const ENVIRONMENT: &str = "\
Environment variables:
PYTHONPATH      : folders put in front of the default search path, ':'-separated
PYTHONOPTIMIZE  : as -O
PYTHONINSPECT   : as -i
PYTHONUNBUFFERED: as -u
PYTHONSAFEPATH  : as -P
PYTHONNOUSERSITE: as -s
PYTHONDONTWRITEBYTECODE: as -B
PYTHONWARNINGS  : as -W
PYTHONHASHSEED  : seed of str and bytes hashes: 'random' or a number";

pub const X_OPTIONS: &str = "\
Options of the implementation:
-X isolation=POLICY : how a native module that does not declare support for many interpreters meets the second one:
                      shared, per-def, per-copy, own-image, refuse (default: own-image)
-X tags=MODE        : what an object used in the wrong interpreter leads to: off, record, raise, abort (default: raise)
-X memory=SIZE      : bytes the heap of an interpreter may hold, with k, m or g for 2**10, 2**20 or 2**30 of them;
                      beyond, MemoryError (default: no limit)
-X stats            : print memory figures of the main interpreter at exit
Unknown options are kept in sys._xoptions.";
