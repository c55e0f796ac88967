//! Claims put together from what was found, and the record that is written out.

pub mod check;
pub mod claim;
pub mod record;
pub mod relations;
pub mod talks;
pub mod talks_record;
pub mod verification;
