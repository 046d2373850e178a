//! ladon-heap
