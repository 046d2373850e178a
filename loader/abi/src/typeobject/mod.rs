//! Classes made by C.
