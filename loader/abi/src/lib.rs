//! ladon-abi
