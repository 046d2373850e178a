//! `import.h`
