//! `objimpl.h`
