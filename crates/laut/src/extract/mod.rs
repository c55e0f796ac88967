//! What a report says: names, times, numbers, places, who says what, figures, events, disputes.

pub mod attribution;
pub mod entities;
pub mod events;
pub mod figures;
pub mod names;
pub mod numbers;
mod pieces;
pub mod places;
pub mod times;
