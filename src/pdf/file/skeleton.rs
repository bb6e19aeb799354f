//! The document that printpdf makes for us, and the only place that knows how: takes subsets and page sizes, gives page objects and
//! font dictionaries with their widths and Unicode maps. All else about the file is ours.

use crate::diagnostics::{Diagnostic, Result};
use crate::pdf::file::fonts::{Subset, Subsets};
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{self, Ref};
use crate::units::Size;
use lopdf::{Dictionary, Object, ObjectId};
use printpdf as pp;
use std::collections::BTreeSet;

/// printpdf's document as an object tree.
pub struct Skeleton {
    objects: lopdf::Document,
    pages: Vec<Ref>,
    /// The page tree's root.
    pub page_tree: Ref,
    /// The dictionary of all fonts by their names in content streams.
    pub fonts: Ref,
}

/// What a page has that printpdf doesn't know of.
#[derive(Debug)]
pub struct PageParts {
    /// Its content stream.
    pub content: Ref,
    /// Its resource dictionary.
    pub resources: Ref,
    /// Its annotations.
    pub annotations: Vec<Ref>,
    /// It shows something that lets what is behind it through.
    pub transparent: bool,
}

impl Skeleton {
    /// Pages of these sizes, and fonts.
    pub fn new(subsets: &Subsets, sizes: &[Size]) -> Result<Skeleton> {
        let mut document = pp::PdfDocument::new("");
        for subset in subsets.iter() {
            let font = pp::PdfFont::new(parsed_font(subset));
            document.resources.fonts.map.insert(font_id(subset), font);
        }
        document.pages = sizes.iter().map(|size| page(*size)).collect();
        if let Some(first) = document.pages.first_mut() {
            first.ops = priming(subsets);
        }
        let options = pp::PdfSaveOptions {
            optimize: false,
            subset_fonts: false,
            secure: false,
            image_optimization: None,
        };
        let objects = document.to_lopdf_document(&options, &mut Vec::new());
        let pages = objects.page_iter().map(|(number, _)| Ref(number)).collect();
        let (page_tree, fonts) = roots(&objects).map_err(|error| {
            Diagnostic::error(
                "pdf-skeleton",
                format!("the PDF has no pages or no font dictionary: {error}"),
            )
        })?;
        Ok(Skeleton {
            objects,
            pages,
            page_tree,
            fonts,
        })
    }

    /// The pages, in order.
    pub fn pages(&self) -> &[Ref] {
        &self.pages
    }

    /// Numbers up to this one are given out.
    pub fn taken(&self) -> u32 {
        self.objects.max_id
    }

    /// Takes out what is replaced by objects of ours; their numbers are free again.
    pub fn prune(&mut self, packer: &mut Packer<'_>) {
        let kept = self.reachable();
        let all = self.objects.objects.keys().copied().collect::<Vec<_>>();
        for id in all.into_iter().rev().filter(|id| !kept.contains(id)) {
            self.objects.objects.remove(&id);
            packer.give_back(Ref(id.0));
        }
    }

    /// Pages, the page tree, and all that the font dictionary leads to.
    fn reachable(&self) -> BTreeSet<ObjectId> {
        let mut kept = self.objects.page_iter().collect::<BTreeSet<_>>();
        kept.insert((self.page_tree.0, 0));
        let mut open = vec![(self.fonts.0, 0)];
        while let Some(id) = open.pop() {
            if kept.insert(id)
                && let Ok(object) = self.objects.get_object(id)
            {
                references(object, &mut open);
            }
        }
        kept
    }

    /// Writes the pages with their parts, and the fonts.
    pub fn write(mut self, parts: &[PageParts], packer: &mut Packer<'_>) -> Result<()> {
        for (index, (Ref(number), parts)) in self.pages.iter().zip(parts).enumerate() {
            if let Ok(page) = self.objects.get_dictionary_mut((*number, 0)) {
                complete(page, parts, index);
            }
        }
        for ((number, _), object) in &self.objects.objects {
            let number = Ref(*number);
            match object {
                Object::Stream(stream) => {
                    packer.deflated(number, &stream.content, |dictionary| {
                        let own = stream
                            .dict
                            .iter()
                            .filter(|(key, _)| !matches!(key.as_slice(), b"Length" | b"Filter"));
                        for (key, value) in own {
                            write_object(dictionary.key(&String::from_utf8_lossy(key)), value);
                        }
                    })?
                }
                _ => packer.object(number, |out| write_object(out, object))?,
            }
        }
        Ok(())
    }
}

/// The page tree and the font dictionary, which all pages share.
fn roots(objects: &lopdf::Document) -> lopdf::Result<(Ref, Ref)> {
    let (page_tree, _) = objects.catalog()?.get(b"Pages")?.as_reference()?;
    let page = objects
        .page_iter()
        .next()
        .ok_or(lopdf::Error::PageNumberNotFound(1))?;
    let resources = objects
        .get_dictionary(page)?
        .get(b"Resources")?
        .as_reference()?;
    let (fonts, _) = objects
        .get_dictionary(resources)?
        .get(b"Font")?
        .as_reference()?;
    Ok((Ref(page_tree), Ref(fonts)))
}

fn complete(page: &mut Dictionary, parts: &PageParts, index: usize) {
    let reference = |Ref(number): Ref| Object::Reference((number, 0));
    page.set("Contents", reference(parts.content));
    page.set("Resources", reference(parts.resources));
    page.set("StructParents", index as i64);
    page.set("Tabs", Object::Name(b"S".to_vec()));
    page.remove(b"Annots");
    if !parts.annotations.is_empty() {
        let annotations = parts
            .annotations
            .iter()
            .copied()
            .map(reference)
            .collect::<Vec<_>>();
        page.set("Annots", annotations);
    }
    if parts.transparent {
        let name = |name: &str| Object::Name(name.as_bytes().to_vec());
        page.set(
            "Group",
            Dictionary::from_iter([("S", name("Transparency")), ("CS", name("DeviceRGB"))]),
        );
    }
}

fn page(size: Size) -> pp::PdfPage {
    let bounds = pp::Rect::from_wh(pp::Pt(size.width.0), pp::Pt(size.height.0));
    pp::PdfPage {
        media_box: bounds.clone(),
        trim_box: bounds.clone(),
        crop_box: bounds,
        ops: Vec::new(),
    }
}

fn font_id(subset: &Subset) -> pp::FontId {
    pp::FontId(subset.resource.clone())
}

/// A subset as printpdf takes it: with no characters, for we name glyphs, and with 1000 units to the em, so that nothing is rounded again.
fn parsed_font(subset: &Subset) -> pp::ParsedFont {
    let [x_min, y_min, x_max, y_max] = subset.bounds;
    let widths = subset
        .glyphs()
        .map(|glyph| (glyph.code, glyph.width.clamp(0, i32::from(u16::MAX)) as u16));
    pp::ParsedFont {
        original_bytes: subset.program.clone(),
        font_index: 0,
        font_name: Some(subset.name.clone()),
        codepoint_to_glyph: Default::default(),
        glyph_widths: widths.collect(),
        units_per_em: 1000,
        font_metrics: pp::FontMetrics {
            ascent: subset.ascent,
            descent: -subset.descent,
        },
        font_type: pp::FontType::TrueType,
        pdf_font_metrics: pp::PdfFontMetricsStub {
            units_per_em: 1000,
            x_min,
            y_min,
            x_max,
            y_max,
            caret_slope_rise: 1000,
            caret_slope_run: (-subset.italic_angle.to_radians().tan() * 1000.0).round() as i16,
            us_weight_class: subset.weight,
        },
    }
}

/// Shows every glyph of every subset once with its text: printpdf writes widths and Unicode maps of what its operations show. The
/// operations themselves are dropped with the content stream they end in.
fn priming(subsets: &Subsets) -> Vec<pp::Op> {
    let mut operations = vec![pp::Op::StartTextSection];
    for subset in subsets.iter() {
        operations.push(pp::Op::SetFont {
            font: pp::PdfFontHandle::External(font_id(subset)),
            size: pp::Pt(1.0),
        });
        let glyphs = subset
            .glyphs()
            .map(|glyph| pp::Codepoint::with_cid(glyph.code, 0.0, glyph.text.to_string()));
        operations.push(pp::Op::ShowText {
            items: vec![pp::TextItem::GlyphIds(glyphs.collect())],
        });
    }
    operations.push(pp::Op::EndTextSection);
    operations
}

fn references(object: &Object, found: &mut Vec<ObjectId>) {
    match object {
        Object::Reference(id) => found.push(*id),
        Object::Array(items) => items.iter().for_each(|item| references(item, found)),
        Object::Dictionary(dictionary) => dictionary
            .iter()
            .for_each(|(_, value)| references(value, found)),
        Object::Stream(stream) => stream
            .dict
            .iter()
            .for_each(|(_, value)| references(value, found)),
        _ => {}
    }
}

/// An object of printpdf's in our syntax.
fn write_object(out: &mut Vec<u8>, object: &Object) {
    match object {
        Object::Null => out.extend_from_slice(b" null"),
        Object::Boolean(value) => out.extend_from_slice(if *value { b" true" } else { b" false" }),
        Object::Integer(value) => {
            out.push(b' ');
            syntax::integer(out, *value);
        }
        Object::Real(value) => {
            out.push(b' ');
            syntax::real(out, *value);
        }
        Object::Name(name) => syntax::name(out, name),
        Object::String(bytes, _) => syntax::bytes(out, bytes),
        Object::Array(items) => {
            out.push(b'[');
            items.iter().for_each(|item| write_object(out, item));
            out.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(out, dictionary),
        Object::Reference((number, _)) => {
            out.push(b' ');
            syntax::reference(out, Ref(*number));
        }
        // A stream is always an object of its own.
        Object::Stream(_) => {}
    }
}

fn write_dictionary(out: &mut Vec<u8>, dictionary: &Dictionary) {
    out.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        syntax::name(out, key);
        write_object(out, value);
    }
    out.extend_from_slice(b">>");
}
