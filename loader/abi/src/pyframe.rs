//! `pyframe.h`
