//! ladon
