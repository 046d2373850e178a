//! `pybuffer.h`
