//! `genericaliasobject.h`
