//! Data symbols that are not objects of the VM: `PyExc_*`, versions, flags.
