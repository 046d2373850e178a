//! ladon-tests
