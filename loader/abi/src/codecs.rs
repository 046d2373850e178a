//! `codecs.h`
