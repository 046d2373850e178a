//! `longobject.h`
