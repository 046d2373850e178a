//! `bytesobject.h`
