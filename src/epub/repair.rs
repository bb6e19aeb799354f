//! What epub-builder 0.8.3 gets wrong, put right: each correction with the fault it answers. The tests below say when a
//! newer version no longer has a fault, so that its correction can go.

use super::Publication;
use super::contents::Entry;
use super::navigation::navigation;
use super::package::package;
use crate::markup::xhtml::write_attribute;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipResult;

/// What becomes of an entry of the carried archive.
pub(super) enum Entrance {
    /// It goes in as it is, without deflating it again.
    AsItIs,
    /// It goes in with this text.
    Mended(String),
    /// It stays out.
    Dropped,
}

/// The entries' names in their order, with what becomes of each.
pub(super) type Repaired = Vec<(String, Entrance)>;

/// Decides on each entry of the carried archive.
pub(super) fn repair(carried: &[u8], publication: &Publication<'_>) -> ZipResult<Repaired> {
    let mut archive = ZipArchive::new(Cursor::new(carried))?;
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    let mut repaired = Vec::with_capacity(names.len());
    for name in names {
        let entrance = match name.as_str() {
            // Author and language get one id; what joins later can't be declared, nor properties other than cover-image;
            // content of metadata isn't escaped; a guide is always there.
            "OEBPS/content.opf" => Entrance::Mended(package(publication)),
            // No language; landmarks without a label, an empty list where no chapter has a type.
            "OEBPS/nav.xhtml" => Entrance::Mended(navigation(publication)),
            // Neither identifier nor language, and a depth of 1 whatever the depth.
            "OEBPS/toc.ncx" => Entrance::Mended(ncx(&text(&mut archive, &name)?, publication)),
            // Says that fonts are embedded, which fixes colours in Apple's dark mode; none are.
            "META-INF/com.apple.ibooks.display-options.xml" => Entrance::Dropped,
            _ => Entrance::AsItIs,
        };
        repaired.push((name, entrance));
    }
    Ok(repaired)
}

fn text(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> io::Result<String> {
    let mut text = String::new();
    archive.by_name(name)?.read_to_string(&mut text)?;
    Ok(text)
}

const NCX_ROOT: &str = "<ncx version=\"2005-1\"";
const NCX_DEPTH: &str = "<meta name=\"dtb:depth\" content=\"1\" />";

/// The NCX with the identifier that must be the package's (EPUB 2.0.1, OPF 2.4.1), its depth and its language.
fn ncx(carried: &str, publication: &Publication<'_>) -> String {
    let identifier = publication.book.metadata.identifier;
    let depth = publication
        .contents
        .iter()
        .map(Entry::depth)
        .max()
        .unwrap_or(1);
    let head = format!(
        "<meta name=\"dtb:uid\" content=\"urn:uuid:{identifier}\" />\n    <meta name=\"dtb:depth\" content=\"{depth}\" />"
    );
    let mut root = NCX_ROOT.to_owned();
    write_attribute("xml:lang", publication.language, &mut root);
    carried
        .replacen(NCX_ROOT, &root, 1)
        .replacen(NCX_DEPTH, &head, 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use epub_builder::{
        EpubBuilder, EpubContent, EpubVersion, MetadataOpfV3, TocElement, ZipLibrary,
    };

    /// What epub-builder makes of one small book, unmended.
    fn unmended() -> ZipArchive<Cursor<Vec<u8>>> {
        let mut builder = EpubBuilder::new(ZipLibrary::new().unwrap()).unwrap();
        builder.epub_version(EpubVersion::V33);
        builder.add_author("Jane Doe");
        builder.add_language("de");
        let note = MetadataOpfV3::new("schema:note".into(), "A & B".into());
        builder.add_metadata_opf(Box::new(note));
        let content = EpubContent::new("one.xhtml", "<svg/>".as_bytes()).title("One");
        let content = content.child(TocElement::new("one.xhtml#a", "A"));
        builder.add_content(content).unwrap();
        builder
            .add_resource("a.jpg", &[0_u8; 4096][..], "image/jpeg")
            .unwrap();
        let mut bytes = Vec::new();
        builder.generate(&mut bytes).unwrap();
        ZipArchive::new(Cursor::new(bytes)).unwrap()
    }

    fn entry(name: &str) -> String {
        let mut text = String::new();
        unmended()
            .by_name(name)
            .unwrap()
            .read_to_string(&mut text)
            .unwrap();
        text
    }

    #[test]
    fn fault_author_and_language_share_an_id() {
        assert_eq!(
            entry("OEBPS/content.opf")
                .matches("id=\"epub-creator-0\"")
                .count(),
            2
        );
    }

    #[test]
    fn fault_metadata_is_not_escaped() {
        assert!(entry("OEBPS/content.opf").contains("A & B</meta>"));
    }

    #[test]
    fn fault_a_guide_is_always_there() {
        assert!(entry("OEBPS/content.opf").contains("<guide>"));
    }

    #[test]
    fn fault_landmarks_are_empty_and_nav_has_no_language() {
        let nav = entry("OEBPS/nav.xhtml");
        let landmarks = nav.split("\"landmarks\">").nth(1).unwrap();
        assert!(landmarks.split("</nav>").next().unwrap().trim().is_empty());
        assert!(!nav.contains("lang="));
    }

    #[test]
    fn fault_ncx_has_no_identifier_no_language_and_depth_one() {
        let ncx = entry("OEBPS/toc.ncx");
        assert!(ncx.contains(NCX_ROOT) && ncx.contains(NCX_DEPTH));
        assert!(ncx.matches("<navPoint").count() == 2);
        assert!(!ncx.contains("dtb:uid") && !ncx.contains("xml:lang"));
    }

    #[test]
    fn fault_apple_is_told_of_fonts() {
        let options = entry("META-INF/com.apple.ibooks.display-options.xml");
        assert!(options.contains("<option name=\"specified-fonts\">true</option>"));
    }

    #[test]
    fn fault_inline_svg_is_not_declared() {
        let package = entry("OEBPS/content.opf");
        assert!(package.contains("id=\"id_one.xhtml\"") && !package.contains("properties=\"svg\""));
    }

    #[test]
    fn fault_entries_tell_the_time_and_pictures_are_deflated() {
        let mut archive = unmended();
        let picture = archive.by_name("OEBPS/a.jpg").unwrap();
        assert_ne!(picture.last_modified(), Some(zip::DateTime::default()));
        assert_eq!(picture.compression(), zip::CompressionMethod::Deflated);
    }
}
