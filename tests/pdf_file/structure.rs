//! The structure tree, the outline and the annotations, read back with lopdf.

use crate::contents::{library, scenes};
use crate::scene::{Scene, write};
use chapbook::document::Target;
use chapbook::media::MediaLibrary;
use chapbook::pdf::page::{Item, ListNumbering, Role};
use lopdf::{Dictionary, Document, Object, ObjectId};

pub fn load(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).unwrap()
}

/// An element and what is in it, a line each: type, attributes, content as `page:identifier`.
pub fn outline_of(document: &Document) -> String {
    let catalog = document.catalog().unwrap();
    let root = dictionary(document, catalog.get(b"StructTreeRoot").unwrap());
    let pages = document.page_iter().collect::<Vec<_>>();
    let mut out = String::new();
    for kid in root.get(b"K").unwrap().as_array().unwrap() {
        write_element(document, kid, 0, &pages, &mut out);
    }
    out
}

fn dictionary<'a>(document: &'a Document, object: &'a Object) -> &'a Dictionary {
    document.dereference(object).unwrap().1.as_dict().unwrap()
}

fn write_element(
    document: &Document,
    element: &Object,
    depth: usize,
    pages: &[ObjectId],
    out: &mut String,
) {
    let page_of = |dictionary: &Dictionary| {
        let page = dictionary.get(b"Pg").and_then(Object::as_reference).ok();
        page.and_then(|page| pages.iter().position(|other| *other == page))
            .map_or(-1, |page| page as i64)
    };
    let element = dictionary(document, element);
    let kind = String::from_utf8_lossy(element.get(b"S").unwrap().as_name().unwrap()).into_owned();
    out.push_str(&format!("{}{kind}", "  ".repeat(depth)));
    for key in ["Alt", "Lang", "ID"] {
        if let Ok(Object::String(text, _)) = element.get(key.as_bytes()) {
            out.push_str(&format!(" {key}={}", String::from_utf8_lossy(text)));
        }
    }
    if let Ok(attributes) = element.get(b"A") {
        for (key, value) in dictionary(document, attributes) {
            out.push_str(&format!(" {}={value:?}", String::from_utf8_lossy(key)));
        }
    }
    let kids = element.get(b"K").unwrap().as_array().unwrap();
    let mut elements = Vec::new();
    for kid in kids {
        match kid {
            Object::Integer(identifier) => {
                out.push_str(&format!(" {}:{identifier}", page_of(element)))
            }
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                out.push_str(&format!(
                    " {}:{}",
                    page_of(kid),
                    kid.get(b"MCID").unwrap().as_i64().unwrap()
                ));
            }
            Object::Dictionary(_) => out.push_str(" link"),
            kid => elements.push(kid),
        }
    }
    out.push('\n');
    for kid in elements {
        write_element(document, kid, depth + 1, pages, out);
    }
}

#[test]
fn a_paragraph_over_two_pages_is_one_element() {
    let mut scene = Scene::new();
    let section = scene.element(None, Role::Section);
    let paragraph = scene.paragraph(section, 500.0, "It begins here, ");
    scene.page();
    scene.words(paragraph, 40.0, 60.0, "goes on there,");
    scene.page();
    scene.words(paragraph, 40.0, 60.0, "and ends.");
    let (bytes, _) = write(&MediaLibrary::default(), vec![scene]);
    insta::assert_snapshot!(outline_of(&load(&bytes)), @r"
    Document
      Sect
        P 0:0 1:0 2:0
    ");
}

#[test]
fn kids_stand_in_reading_order_however_they_are_painted() {
    let mut scene = Scene::new();
    let paragraph = scene.element(None, Role::Paragraph);
    let [first, emphasis, last] = [(); 3].map(|()| scene.tag(paragraph));
    scene.run(last, 80.0, 60.0, crate::scene::run("serif", "last"));
    scene.run(first, 40.0, 60.0, crate::scene::run("serif", "first"));
    scene.run(emphasis, 60.0, 60.0, crate::scene::run("serif", "second"));
    let (bytes, _) = write(&MediaLibrary::default(), vec![scene]);
    insta::assert_snapshot!(outline_of(&load(&bytes)), @r"
    Document
      P 0:1 0:2 0:0
    ");
}

#[test]
fn lists_have_labels_and_bodies_and_empty_elements_go() {
    let mut scene = Scene::new();
    let list = scene.element(
        None,
        Role::List {
            numbering: ListNumbering::UpperRoman,
        },
    );
    let item = scene.element(Some(list), Role::ListItem);
    let label = scene.element(Some(item), Role::Label);
    scene.words(label, 40.0, 60.0, "I.");
    let body = scene.element(Some(item), Role::ListBody);
    scene.words(body, 60.0, 60.0, "words");
    let empty = scene.element(Some(list), Role::ListItem);
    scene.element(Some(empty), Role::ListBody);
    let (bytes, _) = write(&MediaLibrary::default(), vec![scene]);
    insta::assert_snapshot!(outline_of(&load(&bytes)), @r"
    Document
      L O=/List ListNumbering=/UpperRoman
        LI
          Lbl 0:0
          LBody 0:1
    ");
}

#[test]
fn a_figure_tells_where_its_picture_stands_be_it_in_a_link() {
    let (media, [picture, _]) = library();
    let mut scene = Scene::new();
    let figure = scene.element(None, Role::Figure);
    scene.describe(figure, |own| own.alternative = Some("A door".to_owned()));
    let link = scene.element(Some(figure), Role::Link(0));
    let tag = scene.tag(link);
    let area = crate::scene::rect(40.0, 100.0, 120.0, 80.0);
    scene.place(tag, Item::Picture(picture, area));
    let caption = scene.element(Some(figure), Role::Caption);
    scene.words(caption, 40.0, 200.0, "It leads out");
    let (bytes, _) = write(&media, vec![scene]);
    insta::assert_snapshot!(outline_of(&load(&bytes)), @r"
    Document
      Figure Alt=A door O=/Layout Placement=/Block BBox=[40 420 160 500]
        Link 0:0
        Caption 0:1
    ");
}

#[test]
fn a_document_with_everything_has_its_elements() {
    let (media, pictures) = library();
    let (bytes, _) = write(&media, scenes(pictures));
    insta::assert_snapshot!(outline_of(&load(&bytes)));
}

#[test]
fn the_parent_tree_leads_back_to_every_element() {
    let (media, pictures) = library();
    let document = load(&write(&media, scenes(pictures)).0);
    let root = dictionary(
        &document,
        document.catalog().unwrap().get(b"StructTreeRoot").unwrap(),
    );
    let tree = dictionary(&document, root.get(b"ParentTree").unwrap());
    let numbers = tree.get(b"Nums").unwrap().as_array().unwrap();
    let entries = numbers.chunks(2).map(|pair| {
        (
            pair[0].as_i64().unwrap(),
            document.dereference(&pair[1]).unwrap().1,
        )
    });
    let (pages, annotations): (Vec<_>, Vec<_>) =
        entries.partition(|(_, entry)| entry.as_array().is_ok());
    assert_eq!(pages.len(), document.page_iter().count());
    for (identifier, element) in pages
        .iter()
        .flat_map(|(_, marks)| marks.as_array().unwrap().iter().enumerate())
    {
        let element = dictionary(&document, element);
        let kids = element.get(b"K").unwrap().as_array().unwrap();
        let points_back = |kid: &Object| match kid {
            Object::Integer(number) => *number == identifier as i64,
            Object::Dictionary(kid) => kid
                .get(b"MCID")
                .is_ok_and(|number| *number == Object::Integer(identifier as i64)),
            _ => false,
        };
        assert!(kids.iter().any(points_back), "{element:?}");
    }
    assert_eq!(annotations.len(), 4);
    for (_, link) in annotations {
        assert_eq!(
            link.as_dict()
                .unwrap()
                .get(b"S")
                .unwrap()
                .as_name()
                .unwrap(),
            b"Link"
        );
    }
}

#[test]
fn the_outline_nests_and_leads_to_pages() {
    let (media, pictures) = library();
    let document = load(&write(&media, scenes(pictures)).0);
    let catalog = document.catalog().unwrap();
    let outlines = dictionary(&document, catalog.get(b"Outlines").unwrap());
    let mut lines = Vec::new();
    let mut open = vec![(outlines.get(b"First").unwrap(), 0)];
    while let Some((item, depth)) = open.pop() {
        let item = dictionary(&document, item);
        let title = String::from_utf8_lossy(item.get(b"Title").unwrap().as_str().unwrap());
        lines.push(format!("{}{title}", "  ".repeat(depth)));
        open.extend(item.get(b"Next").map(|next| (next, depth)));
        open.extend(item.get(b"First").map(|first| (first, depth + 1)));
    }
    assert_eq!(lines, ["Office affairs", "  Too deep by one", "Tables"]);
    assert_eq!(
        catalog.get(b"PageMode").unwrap().as_name().unwrap(),
        b"UseOutlines"
    );
}

#[test]
fn links_say_where_they_lead_and_are_only_of_two_kinds() {
    let mut scene = Scene::new();
    let paragraph = scene.element(None, Role::Paragraph);
    scene.anchor("here", 50.0);
    let target = Target::External("https://example.org/ü".to_owned());
    scene.link(paragraph, target, &[(40.0, 60.0, "out")]);
    let inner = Target::Internal {
        chapter: 0,
        id: Some("here".to_owned()),
    };
    scene.link(paragraph, inner, &[(80.0, 60.0, "in")]);
    scene.link(
        paragraph,
        Target::Written("nowhere".to_owned()),
        &[(120.0, 60.0, "nowhere")],
    );
    let document = load(&write(&MediaLibrary::default(), vec![scene]).0);
    let page = document.page_iter().next().unwrap();
    let annotations = document.get_page_annotations(page).unwrap();
    let [out, within] = annotations.as_slice() else {
        panic!("{annotations:?}");
    };
    let action = out.get(b"A").unwrap().as_dict().unwrap();
    assert_eq!(
        action.get(b"URI").unwrap().as_str().unwrap(),
        b"https://example.org/%C3%BC"
    );
    assert_eq!(out.get(b"Contents").unwrap().as_str().unwrap(), b"out");
    let destination = within.get(b"Dest").unwrap().as_array().unwrap();
    assert_eq!(destination[0].as_reference().unwrap(), page);
    assert_eq!(within.get(b"F").unwrap().as_i64().unwrap(), 4);
}
