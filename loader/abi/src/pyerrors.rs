//! `pyerrors.h`
