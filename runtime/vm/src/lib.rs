//! ladon-vm
