//! `sliceobject.h`
