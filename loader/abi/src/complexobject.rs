//! `complexobject.h`
