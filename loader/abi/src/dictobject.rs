//! `dictobject.h`
