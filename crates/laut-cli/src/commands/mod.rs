//! The commands, one file each: the doc comment of its struct is its help, `run` does it.

pub(crate) mod add;
pub(crate) mod check;
pub(crate) mod check_data;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod explain;
pub(crate) mod export;
pub(crate) mod find;
pub(crate) mod fsck;
pub(crate) mod licenses;
pub(crate) mod man;
pub(crate) mod read;
pub(crate) mod reread;
pub(crate) mod retract;
pub(crate) mod review;
pub(crate) mod schema;
pub(crate) mod show;
pub(crate) mod tolls;
