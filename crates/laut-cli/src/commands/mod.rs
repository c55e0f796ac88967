//! The commands, one file each: the doc comment of its struct is its help, `run` does it.

pub(crate) mod check;
pub(crate) mod check_data;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod licenses;
pub(crate) mod man;
pub(crate) mod read;
pub(crate) mod schema;
