//! ladon-stdlib
