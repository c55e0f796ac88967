//! The commands, one file each: the doc comment of its struct is its help, `run` does it.

pub(crate) mod explain;
pub(crate) mod licenses;
pub(crate) mod read;
pub(crate) mod schema;
