//! `osmodule.h`
