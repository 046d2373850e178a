//! `boolobject.h`
