//! What holds for all languages: countries, places, actors. Loaded from `data/world/`.

use super::{DataError, DataFiles};

/// Countries, places and actors.
#[derive(Debug, Default)]
pub struct World {}

impl World {
    /// Reads `data/world/`.
    ///
    /// # Errors
    /// Names the file and line that cannot be used.
    pub fn load(_files: &DataFiles) -> Result<Self, DataError> {
        Ok(Self {})
    }
}
