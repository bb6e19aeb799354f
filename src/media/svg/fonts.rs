//! The faces for words in drawings: those that come with the program, so that a drawing looks the same everywhere.

use crate::pdf::fonts::FontLibrary;
use std::sync::{Arc, OnceLock};
use usvg::fontdb::{Database, Source};

/// The bundled faces. Their files are taken in when the first drawing asks.
pub fn fonts() -> &'static Arc<Database> {
    static FONTS: OnceLock<Arc<Database>> = OnceLock::new();
    FONTS.get_or_init(|| {
        let library = FontLibrary::bundled();
        let mut database = Database::new();
        for id in library.ids() {
            database.load_font_source(Source::Binary(Arc::new(library.face(id).bytes())));
        }
        database.set_serif_family("Libertinus Serif");
        database.set_sans_serif_family("Libertinus Serif");
        database.set_monospace_family("DejaVu Sans Mono");
        Arc::new(database)
    })
}
