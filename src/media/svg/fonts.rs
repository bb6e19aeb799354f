//! The faces for words in drawings: those that come with the program, so that a drawing looks the same everywhere.

use crate::fonts::{BUNDLED, MONOSPACE, SERIF};
use std::sync::{Arc, OnceLock};
use usvg::fontdb::{Database, Source};

/// The bundled faces. Their files are taken in when the first drawing asks.
pub fn fonts() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let mut database = Database::new();
        for face in &BUNDLED {
            database.load_font_source(Source::Binary(Arc::new(face.bytes)));
        }
        database.set_serif_family(SERIF);
        database.set_sans_serif_family(SERIF);
        database.set_monospace_family(MONOSPACE);
        Arc::new(database)
    })
}
