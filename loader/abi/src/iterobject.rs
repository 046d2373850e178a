//! `iterobject.h`
