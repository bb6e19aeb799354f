//! What the document says of itself: takes the book's metadata, gives the information dictionary (PDF 32000-1 14.3.3), the same as XMP
//! with PDF/A's and PDF/UA's marks (ISO 19005-3 6.6, ISO 14289-1 5), and the output intent (ISO 19005-3 6.2.3).

use crate::diagnostics::Result;
use crate::document::BookMetadata;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Ref};
use jiff::civil::{DateTime, date};

/// The program that wrote the file.
const PRODUCER: &str = concat!("Chapbook ", env!("CARGO_PKG_VERSION"));

/// Colours are meant in this profile.
const SRGB: &[u8] = include_bytes!("../../../styles/colour/sRGB-v4.icc");

/// The date of what has none.
const UNDATED: DateTime = date(1980, 1, 1).at(0, 0, 0, 0);

/// The metadata in the form both writings share, so that they agree.
pub struct Description<'a> {
    title: &'a str,
    book: &'a BookMetadata,
    created: DateTime,
    modified: DateTime,
}

impl<'a> Description<'a> {
    /// Of a book. Its first heading is the title of a book without one, for a document must have one (PDF/UA-1 7.1).
    pub fn new(book: &'a BookMetadata, first_heading: Option<&'a str>) -> Description<'a> {
        let titles = [Some(book.title.trim()), first_heading.map(str::trim)];
        let modified = book.modified.or(book.date).unwrap_or(UNDATED);
        Description {
            title: titles
                .into_iter()
                .flatten()
                .find(|title| !title.is_empty())
                .unwrap_or("Untitled"),
            book,
            created: book.date.unwrap_or(modified),
            modified,
        }
    }

    /// Writes the information dictionary.
    pub fn write_information(&self, packer: &mut Packer<'_>) -> Result<Ref> {
        let object = packer.reserve();
        packer.dictionary(object, |information| {
            let texts = [
                ("Title", self.title.to_owned()),
                ("Author", self.book.authors.join(", ")),
                ("Subject", self.book.description.clone().unwrap_or_default()),
                ("Keywords", self.book.subjects.join(", ")),
                ("Creator", PRODUCER.to_owned()),
                ("Producer", PRODUCER.to_owned()),
                (
                    "CreationDate",
                    self.created.strftime("D:%Y%m%d%H%M%SZ").to_string(),
                ),
                (
                    "ModDate",
                    self.modified.strftime("D:%Y%m%d%H%M%SZ").to_string(),
                ),
            ];
            for (key, text) in texts.iter().filter(|(_, text)| !text.is_empty()) {
                information.text(key, text);
            }
        })?;
        Ok(object)
    }

    /// Writes the XMP packet, not compressed, so that it is found without reading PDF.
    pub fn write_xmp(&self, packer: &mut Packer<'_>) -> Result<Ref> {
        let object = packer.reserve();
        packer.stream(object, self.xmp().as_bytes(), |dictionary| {
            dictionary.name("Type", "Metadata").name("Subtype", "XML");
        })?;
        Ok(object)
    }

    fn xmp(&self) -> String {
        let time = |date: DateTime| date.strftime("%Y-%m-%dT%H:%M:%SZ").to_string();
        let mut xmp = String::from(XMP_BEGIN);
        language_alternative(&mut xmp, "dc:title", Some(self.title));
        items(&mut xmp, "dc:creator", "Seq", &self.book.authors);
        language_alternative(&mut xmp, "dc:description", self.book.description.as_deref());
        language_alternative(&mut xmp, "dc:rights", self.book.rights.as_deref());
        items(
            &mut xmp,
            "dc:publisher",
            "Bag",
            self.book.publisher.as_slice(),
        );
        items(&mut xmp, "dc:subject", "Bag", &self.book.subjects);
        items(
            &mut xmp,
            "dc:language",
            "Bag",
            std::slice::from_ref(&self.book.language),
        );
        element(&mut xmp, "dc:format", "application/pdf");
        element(
            &mut xmp,
            "dc:identifier",
            &self.book.identifier.urn().to_string(),
        );
        element(&mut xmp, "pdf:Keywords", &self.book.subjects.join(", "));
        element(&mut xmp, "pdf:Producer", PRODUCER);
        element(&mut xmp, "xmp:CreatorTool", PRODUCER);
        element(&mut xmp, "xmp:CreateDate", &time(self.created));
        element(&mut xmp, "xmp:ModifyDate", &time(self.modified));
        element(&mut xmp, "xmp:MetadataDate", &time(self.modified));
        xmp.push_str(XMP_END);
        xmp
    }
}

/// Writes the output intent: sRGB.
pub fn write_output_intent(packer: &mut Packer<'_>) -> Result<Ref> {
    let profile = packer.reserve();
    packer.deflated(profile, SRGB, |dictionary| {
        dictionary.integer("N", 3);
    })?;
    let object = packer.reserve();
    packer.dictionary(object, |intent| {
        intent.name("Type", "OutputIntent").name("S", "GTS_PDFA1");
        intent
            .text("OutputConditionIdentifier", "sRGB")
            .text("Info", "sRGB IEC61966-2.1");
        intent
            .text("RegistryName", "http://www.color.org")
            .reference("DestOutputProfile", profile);
    })?;
    Ok(object)
}

fn element(xmp: &mut String, name: &str, text: &str) {
    if !text.is_empty() {
        xmp.push_str(&format!("   <{name}>{}</{name}>\n", escaped(text)));
    }
}

fn language_alternative(xmp: &mut String, name: &str, text: Option<&str>) {
    if let Some(text) = text.filter(|text| !text.is_empty()) {
        let text = escaped(text);
        xmp.push_str(&format!(
            "   <{name}><rdf:Alt><rdf:li xml:lang=\"x-default\">{text}</rdf:li></rdf:Alt></{name}>\n"
        ));
    }
}

fn items(xmp: &mut String, name: &str, container: &str, texts: &[String]) {
    if texts.iter().all(String::is_empty) {
        return;
    }
    let items = texts.iter().filter(|text| !text.is_empty());
    let items = items
        .map(|text| format!("<rdf:li>{}</rdf:li>", escaped(text)))
        .collect::<String>();
    xmp.push_str(&format!(
        "   <{name}><rdf:{container}>{items}</rdf:{container}></{name}>\n"
    ));
}

/// As XML's character data; what is no text is left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars().filter(|letter| syntax::is_text(*letter)) {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ => out.push(letter),
        }
    }
    out
}

/// The schema of PDF/UA's mark is described, for PDF/A knows only its own (ISO 19005-3 6.6.2.3).
const XMP_BEGIN: &str = r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaid:part>3</pdfaid:part>
   <pdfaid:conformance>A</pdfaid:conformance>
   <pdfuaid:part>1</pdfuaid:part>
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
"#;

const XMP_END: &str = r#"  </rdf:Description>
 </rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"#;
