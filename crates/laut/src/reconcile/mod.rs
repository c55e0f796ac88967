//! The same said in several texts: what a text takes from its sources, and what changed between two versions of a report.
//!
//! A figure of one text is compared with one of another by its harm, whom it counts, its value, bound, days and source
//! (`compare`). `cited` looks for each figure, number, date and quotation of a text in the reports that it cites; `versions`
//! tells what came, went or changed from one version of a report to the next.

pub mod cited;
mod compare;
pub mod versions;

pub use compare::Difference;
