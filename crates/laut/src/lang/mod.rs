//! What laut knows of languages and of the world: reads `data/<tag>/` and `data/world/`, and knows no stage.

pub mod cues;
pub mod error;
pub mod event_words;
pub mod figure_words;
pub mod files;
pub mod gazetteer;
pub mod language;
pub mod lexicon;
pub mod model;
pub mod name_model;
pub mod name_words;
pub mod numerals;
pub mod parser;
pub mod phrase_map;
pub mod reading;
pub mod stand_ins;
pub mod table;
pub mod tagger;
pub mod times;
pub mod verification_words;
pub mod weights;
pub mod world;

pub use error::DataError;
pub use event_words::EventWords;
pub use figure_words::FigureWords;
pub use files::DataFiles;
pub use gazetteer::Gazetteer;
pub use language::{Data, LanguageData};
pub(crate) use lexicon::capitalised;
pub use lexicon::{Analysis, Compound, Lexicon};
pub use name_words::NameWords;
pub use numerals::NumberWords;
pub use stand_ins::StandIns;
pub use times::TimeWords;
pub use verification_words::VerificationWords;
pub use world::World;
