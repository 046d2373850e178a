//! `unicodeobject.h`
