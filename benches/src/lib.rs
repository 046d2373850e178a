//! ladon-benches
