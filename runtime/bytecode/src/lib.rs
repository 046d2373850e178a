//! ladon-bytecode
