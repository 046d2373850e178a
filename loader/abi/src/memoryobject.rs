//! `memoryobject.h`
