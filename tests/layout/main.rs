//! Pages from outside: Markdown in, pages as text out, in type that is easy to count.

#[path = "../support/mod.rs"]
mod support;
mod typewriter;

use chapbook::diagnostics::Diagnostics;
use chapbook::pdf::boxes;
use chapbook::pdf::page::{ChapterLayout, Item, Role};
use chapbook::pdf::pages::{Furniture, PageStyles, RunningTitles, furnish, layout};
use chapbook::source::{Input, ReadOptions};
use chapbook::span::Sources;
use chapbook::style::{StyledBook, Stylesheet};
use chapbook::units::{Pt, Rect};
use proptest::prelude::*;
use std::path::PathBuf;
use std::time::{Duration, Instant};
use support::site::Site;
use typewriter::{Typewriter, dump, words};

/// Twenty letters a line and ten lines a page, at ten points; no space but what a test gives.
const SMALL: &str = "
    @page { size: 140pt 140pt; margin: 20pt; @top-center { content: none } @bottom-center { content: none } }
    html { font-size: 10pt; line-height: 10pt }
    p, li, td, th, blockquote, pre, code, aside, figcaption, caption, ul, ol, dl, table, figure { font-size: 10pt; line-height: 10pt; margin: 0; padding: 0; text-indent: 0 !important; text-align: left }
    h1, h2 { font-size: 10pt; line-height: 10pt; margin: 0 }
    table { border: 0 } thead th { border: 0 }
    section, header { margin: 0 } .chapter-title { display: none }
";

/// A chapter laid out with more rules than [`SMALL`].
fn pages_with(css: &str, markdown: &str) -> ChapterLayout {
    pages_in(None, css, markdown).0
}

fn pages(markdown: &str) -> ChapterLayout {
    pages_with("", markdown)
}

fn pages_in(site: Option<PathBuf>, css: &str, markdown: &str) -> (ChapterLayout, Diagnostics) {
    let mut messages = Diagnostics::default();
    let mut sources = Sources::default();
    let author = sources.add("test.css", format!("{SMALL}{css}").into());
    let stylesheet = Stylesheet::parse(&mut sources, &[author], &mut messages);
    let options = ReadOptions {
        site,
        ..ReadOptions::default()
    };
    let input = Input::Standard(markdown.into());
    let book = chapbook::book_of_post(
        &input,
        &options,
        &Default::default(),
        &mut sources,
        &mut messages,
    );
    let book = book.expect("this is text");
    let styled = StyledBook::new(&book, &stylesheet);
    let tree = &styled.chapters[0].tree;
    let computed = stylesheet.compute(tree, "en");
    let styles = PageStyles::of_sheet(&stylesheet, book.metadata.direction);
    let boxes = boxes::build(tree, &computed, &book.media, "en");
    let (chapter, own) = layout(boxes, &styles, &Typewriter);
    messages.append(own);
    let mut chapters = [chapter];
    let furniture = Furniture {
        styles: &styles,
        book_title: "Book",
        contents_title: "",
        chapters: vec![RunningTitles {
            part: "Part",
            chapter: "Chapter",
        }],
    };
    furnish(&mut chapters, &furniture, &Typewriter);
    let [chapter] = chapters;
    (chapter, messages)
}

/// A site with a picture of so many pixels.
fn site_with_picture(name: &str, width: u32, height: u32) -> Site {
    let site = Site::empty();
    let picture = image::RgbImage::new(width, height);
    picture
        .save(site.path(name))
        .expect("a file can be written");
    site
}

/// So many words, which fill as many lines.
fn lines(count: usize, word: &str) -> String {
    (1..=count)
        .map(|n| format!("{:x<16}", format!("{word}{n}")))
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn paragraphs_fill_the_page() {
    let chapter = pages("One line.\n\nThis paragraph takes two lines.");
    assert_eq!(
        dump(&chapter),
        "page 1\n 28  20 One line.\n 38  20 This paragraph takes\n 48  20 two lines.\n"
    );
}

#[test]
fn no_widow_and_no_orphan() {
    let text = |first, second| format!("{}\n\n{}", lines(first, "a"), lines(second, "b"));
    let counts = |chapter: &ChapterLayout| -> Vec<usize> {
        chapter
            .pages
            .iter()
            .map(|page| typewriter::read(page).len())
            .collect()
    };
    assert_eq!(counts(&pages(&text(4, 12))), [10, 6]);
    assert_eq!(
        counts(&pages(&text(9, 5))),
        [9, 5],
        "an orphan goes with its paragraph"
    );
    assert_eq!(
        counts(&pages(&text(5, 6))),
        [8, 3],
        "a widow takes lines along"
    );
    assert_eq!(
        counts(&pages(&text(8, 3))),
        [8, 3],
        "three lines can't be parted"
    );
}

#[test]
fn no_heading_ends_a_page() {
    let chapter = pages(&format!(
        "{}\n\n## Head\n\n{}",
        lines(8, "a"),
        lines(4, "b")
    ));
    let second = typewriter::read(&chapter.pages[1]);
    assert_eq!(second[0], " 28  20 Head");
    assert_eq!(chapter.headings[0].page, 1);
    assert_eq!(chapter.headings[0].text, "Head");
}

#[test]
fn words_that_announce_go_with_what_they_announce() {
    let last_of_first = |text: String| {
        let chapter = pages(&text);
        typewriter::read(&chapter.pages[0])
            .pop()
            .unwrap_or_default()
    };
    let before = lines(9, "a");
    for (introduction, code) in [
        ("Like this:", "- b\n- c"),
        ("main.rs", "    b\n    c"),
        ("So:", "| b |\n|---|\n| c |"),
    ] {
        let last = last_of_first(format!("{before}\n\n{introduction}\n\n{code}\n"));
        assert!(
            !last.contains(introduction),
            "{introduction} is left behind: {last}"
        );
    }
    let last = last_of_first(format!("{before}\n\nLike this.\n\n- b\n- c\n- d\n- e\n"));
    assert!(last.contains("Like this."), "{last}");
}

#[test]
fn a_chain_of_headings_longer_than_a_page_still_breaks() {
    let headings: String = (0..30).map(|n| format!("## Head{n}\n\n")).collect();
    let chapter = pages(&headings);
    assert!((3..=5).contains(&chapter.pages.len()), "{}", dump(&chapter));
}

#[test]
fn a_footnote_stands_at_the_foot_of_the_page_of_its_call() {
    let chapter = pages(&format!("{}[^n]\n\n[^n]: Note words.\n", lines(11, "a")));
    let page_of = |word: &str| {
        chapter
            .pages
            .iter()
            .position(|page| typewriter::read(page).concat().contains(word))
    };
    assert_eq!(page_of("a11"), Some(1));
    assert_eq!(page_of("Note"), Some(1));
    let last = typewriter::read(&chapter.pages[1])
        .pop()
        .expect("there are lines");
    assert!(
        last.starts_with("118 "),
        "the note's last line ends where the page does: {last}"
    );
}

#[test]
fn a_footnote_longer_than_its_page_goes_on_on_the_next() {
    let note = lines(14, "n");
    let chapter = pages(&format!("Call[^n] {}\n\n[^n]: {note}\n", lines(12, "a")));
    let pages: Vec<String> = chapter
        .pages
        .iter()
        .map(|page| typewriter::read(page).join("\n"))
        .collect();
    let pages_with_note: Vec<bool> = pages
        .iter()
        .map(|page| page.contains(" n") || page.contains("1."))
        .collect();
    assert!(pages_with_note.starts_with(&[true, true]), "{pages:#?}");
    let whole = words(&chapter);
    assert!(
        (1..=14).all(|n| whole.contains(&format!("n{n}x"))),
        "{whole}"
    );
}

#[test]
fn a_tables_head_is_repeated_as_page_furniture() {
    let rows: String = (0..24).map(|n| format!("| r{n} | x |\n")).collect();
    let chapter = pages(&format!("| Head | H |\n|---|---|\n{rows}"));
    assert!(chapter.pages.len() >= 3);
    for (n, page) in chapter.pages.iter().enumerate() {
        let first = typewriter::read(page)[0].clone();
        assert!(
            first.contains(if n == 0 { "Head" } else { "~Head" }),
            "page {n}: {first}"
        );
    }
    let heads = chapter
        .structure
        .iter()
        .filter(|element| matches!(element.role, Role::TableHeadCell { .. }));
    assert_eq!(heads.count(), 2);
}

#[test]
fn a_row_higher_than_a_page_is_cut_between_lines() {
    let cell = lines(25, "c");
    let chapter = pages(&format!(
        "<table><tr><td>{cell}</td><td>side</td></tr></table>"
    ));
    assert!(chapter.pages.len() >= 2);
    assert!((1..=25).all(|n| words(&chapter).contains(&format!("c{n}"))));
}

#[test]
fn markers_stand_beside_the_first_line() {
    let css = "ul, ol, li > ul { padding-left: 20pt; margin: 0 } li { margin: 0 }";
    let chapter = pages_with(css, "3. three\n4. four\n   - in");
    assert_eq!(
        dump(&chapter),
        "page 1\n 28  26 3.three\n 38  26 4.four\n 48  51 \u{25e6}in\n"
    );
}

#[test]
fn a_background_goes_on_on_the_next_page() {
    let css =
        "blockquote { background: #eeeeee; border-left: 2pt solid red; padding: 5pt; margin: 0 }";
    let chapter = pages_with(css, &format!("> {}", lines(14, "q")));
    let grounds: Vec<Rect> = chapter
        .pages
        .iter()
        .map(|page| first_fill(&page.items))
        .collect();
    assert_eq!(grounds.len(), 2);
    assert_eq!(grounds[0].origin.y, Pt(20.0));
    assert_eq!(grounds[1].origin.y, Pt(20.0));
    let whole: Pt = grounds.iter().map(|ground| ground.size.height).sum();
    assert_eq!(
        whole,
        Pt(14.0 * 10.0 + 10.0),
        "the padding is at the ends only"
    );
}

fn first_fill(items: &[chapbook::pdf::page::Placed]) -> Rect {
    let fill = items.iter().find_map(|placed| match placed.item {
        Item::Fill(area, _) => Some(area),
        _ => None,
    });
    fill.expect("there is a background")
}

#[test]
fn margins_collapse_and_vanish_at_a_pages_top() {
    let css = "p { margin: 10pt 0 } p + p { margin: 20pt 0 }";
    assert_eq!(
        dump(&pages_with(css, "One.\n\nTwo.")),
        "page 1\n 28  20 One.\n 58  20 Two.\n"
    );
}

#[test]
fn a_long_listing_goes_on_on_the_next_page_and_a_short_one_is_kept_whole() {
    let ends = |before: usize, code: usize| {
        let code = "    b\n".repeat(code);
        let figure =
            format!("<figure markdown=\"1\">\n\n{code}\n<figcaption>Caption</figcaption></figure>");
        let chapter = pages(&format!("{}\n\n{figure}\n", lines(before, "a")));
        let count = |page| typewriter::read(page).len();
        chapter.pages.iter().map(count).collect::<Vec<_>>()
    };
    assert_eq!(ends(9, 2), [9, 3]);
    assert_eq!(ends(3, 9), [10, 3]);
}

#[test]
fn a_picture_is_made_smaller_for_its_caption() {
    let site = site_with_picture("tall.png", 40, 4000);
    let markdown = format!("{}\n\n![Tall](tall.png \"Its caption\")\n", lines(3, "a"));
    let (chapter, _) = pages_in(Some(site.root()), "", &markdown);
    let second = typewriter::read(&chapter.pages[1]).join("\n");
    assert!(
        second.contains('[') && second.contains("Its caption"),
        "{}",
        dump(&chapter)
    );
    assert_inside(&chapter);
}

/// Where the leftmost words of each page begin.
fn left_edges(chapter: &ChapterLayout) -> Vec<f32> {
    let edge = |items: &[chapbook::pdf::page::Placed]| {
        let words = items.iter().filter_map(|placed| match &placed.item {
            Item::Glyphs { origin, .. } => Some(origin.x.0),
            _ => None,
        });
        words.fold(f32::MAX, f32::min)
    };
    chapter.pages.iter().map(|page| edge(&page.items)).collect()
}

#[test]
fn odd_pages_lie_on_the_right_and_mirrored_margins_with_them() {
    let css = "@page :right { margin-left: 26pt; margin-right: 14pt } @page :left { margin-left: 14pt; margin-right: 26pt }";
    let chapter = pages_with(css, &lines(25, "a"));
    assert_eq!(left_edges(&chapter), [26.0, 14.0, 26.0]);
}

/// What the head of each page names; openings have none.
fn heads(chapter: &ChapterLayout) -> Vec<&'static str> {
    let named = |page| {
        let lines = typewriter::read(page);
        let is_said = |head: &&str| lines.iter().any(|line| line.ends_with(&format!("~{head}")));
        ["Part", "Chapter"].into_iter().find(is_said).unwrap_or("")
    };
    chapter.pages.iter().map(named).collect()
}

#[test]
fn a_book_that_is_read_from_right_to_left_begins_on_the_left_and_is_bound_on_the_right() {
    use chapbook::style::PageSide::{Left, Right};
    let css = "@page { @top-center { content: string(chapter-title) } } @page :first { @top-center { content: none } }
        @page :nth(even) { @top-center { content: string(part-title) } }
        @page :right { margin-left: 26pt; margin-right: 14pt } @page :left { margin-left: 14pt; margin-right: 26pt }";
    let text = lines(25, "a");
    for (language, sides, edges) in [
        ("en", [Right, Left, Right], [26.0, 14.0, 26.0]),
        ("he", [Left, Right, Left], [14.0, 26.0, 14.0]),
    ] {
        let chapter = pages_with(css, &format!("---\nlang: {language}\n---\n{text}"));
        let lie: Vec<_> = chapter.pages.iter().filter_map(|page| page.side).collect();
        assert_eq!(
            (lie, left_edges(&chapter)),
            (sides.into(), edges.into()),
            "{language}"
        );
        assert_eq!(heads(&chapter), ["", "Part", "Chapter"], "{language}");
    }
}

/// A picture's left edge and width, from Markdown that has one of 80 by 40 pixels.
fn picture_in(markdown: &str) -> (f32, f32) {
    let site = site_with_picture("a.png", 80, 40);
    let (chapter, _) = pages_in(Some(site.root()), "", markdown);
    let pages = chapter.pages.iter().flat_map(|page| &page.items);
    let mut pictures = pages.filter_map(|placed| match &placed.item {
        Item::Picture(_, area) => {
            assert!((area.size.width.0 - 2.0 * area.size.height.0).abs() < 0.01);
            Some((area.origin.x.0, area.size.width.0))
        }
        _ => None,
    });
    pictures.next().expect("there is a picture")
}

#[test]
fn pictures_are_as_wide_as_their_author_says_and_no_wider_than_the_column() {
    for (markdown, width) in [
        ("<img src=\"a.png\" alt=\"A\">", 60.0),
        ("<img src=\"a.png\" alt=\"A\" width=\"40\">", 30.0),
        (
            "<img src=\"a.png\" alt=\"A\" width=\"40\" height=\"300\">",
            30.0,
        ),
        ("<img src=\"a.png\" alt=\"A\" height=\"10\">", 15.0),
        ("<img src=\"a.png\" alt=\"A\" width=\"900\">", 100.0),
        ("<img src=\"a.png\" alt=\"A\" width=\"50%\">", 50.0),
        ("<img src=\"a.png\" alt=\"A\" style=\"width: 25%\">", 25.0),
        ("![A](a.png){: width=\"50%\"}", 50.0),
        ("![A](a.png){: width=\"20\"}", 15.0),
        ("Text with ![A](a.png){: width=\"20%\"} in it.", 20.0),
    ] {
        assert_eq!(picture_in(markdown).1, width, "{markdown}");
    }
}

#[test]
fn pictures_stand_at_the_side_that_their_author_says() {
    for (markdown, x) in [
        ("<img src=\"a.png\" alt=\"A\" align=\"right\">Words.", 60.0),
        ("<img src=\"a.png\" alt=\"A\" align=\"left\">Words.", 20.0),
        (
            "<img src=\"a.png\" alt=\"A\" class=\"alignright\">Words.",
            60.0,
        ),
        ("![A](a.png){: .align-right}", 60.0),
        ("![A](a.png \"Caption\"){: .align-right}", 60.0),
        ("![A](a.png){: .align-center}", 40.0),
    ] {
        assert_eq!(picture_in(markdown).0, x, "{markdown}");
    }
}

#[test]
fn furniture_knows_the_page_and_how_many_there_are() {
    let css = "@page { @bottom-center { content: counter(page) \" of \" counter(pages); font-size: 8pt } }";
    let chapter = pages_with(css, &lines(25, "a"));
    let last = typewriter::read(&chapter.pages[1])
        .pop()
        .expect("there are lines");
    assert!(last.ends_with("~2 of 3"), "{last}");
}

#[test]
fn every_structure_element_stands_where_the_standard_wants_it() {
    let markdown = "# Title\n\nText `code` [link](https://example.org).[^1]\n\n- item\n\nTerm\n: Meaning\n\n> Quote\n\n[^1]: Note.\n";
    let chapter = pages_with(".chapter-title { display: block }", markdown);
    assert_eq!(
        tree(&chapter),
        [
            "Section",
            "  Heading(1)",
            "  Paragraph",
            "    Code",
            "    Link(0)",
            "    Reference",
            "      Link(1)",
            "  List { numbering: Disc }",
            "    ListItem",
            "      Label",
            "      ListBody",
            "  List { numbering: None }",
            "    ListItem",
            "      Label",
            "      ListBody",
            "  BlockQuote",
            "    Paragraph",
            "  Section",
            "    Note",
            "      Paragraph",
            "      Label",
            "        Link(2)",
        ]
    );
}

#[test]
fn a_figure_of_pictures_holds_its_caption_and_any_other_stands_beside_it() {
    let site = site_with_picture("p.png", 40, 40);
    let markdown = r#"![One](p.png "Its caption")

<figure><figcaption>Above</figcaption><a href="https://example.org"><img src="p.png" alt="Two"></a><img src="p.png" alt="Three"></figure>

<figure><pre>code</pre><figcaption>Below</figcaption></figure>
"#;
    let (chapter, _) = pages_in(Some(site.root()), "", markdown);
    assert_eq!(
        tree(&chapter),
        [
            "Section",
            "  Figure",
            "    Caption",
            "  Figure",
            "    Link(0)",
            "    Caption",
            "  Division",
            "    Paragraph",
            "      Code",
            "    Caption",
        ]
    );
    let alternatives: Vec<_> = chapter
        .structure
        .iter()
        .filter_map(|element| element.description.as_ref()?.alternative.as_deref())
        .collect();
    assert_eq!(alternatives, ["One", "Two; Three"]);
}

/// The structure elements, indented.
fn tree(chapter: &ChapterLayout) -> Vec<String> {
    let mut depths: Vec<usize> = Vec::new();
    for element in &chapter.structure {
        let depth = element
            .parent
            .map_or(0, |parent| depths[parent.0 as usize] + 1);
        depths.push(depth);
    }
    let line = |(depth, element): (&usize, &chapbook::pdf::page::StructureElement)| {
        format!("{}{:?}", "  ".repeat(*depth), element.role)
    };
    depths.iter().zip(&chapter.structure).map(line).collect()
}

#[test]
fn rows_have_cells_for_all_columns() {
    let chapter = pages(
        "<table><tr><td>a</td><td>b</td><td>c</td></tr><tr><td rowspan=9>d</td></tr></table>",
    );
    let spans: Vec<_> = chapter
        .structure
        .iter()
        .filter_map(|element| match element.role {
            Role::TableCell {
                column_span,
                row_span,
            } => Some((column_span, row_span)),
            _ => None,
        })
        .collect();
    assert_eq!(spans, [(1, 1), (1, 1), (1, 1), (1, 1), (2, 1)]);
}

#[test]
fn a_table_has_a_head_only_beside_a_body() {
    let groups = |table: &str| {
        let chapter = pages(&format!("<table>{table}</table>"));
        let groups = chapter.structure.iter().map(|element| &element.role);
        let is_group =
            |role: &&Role| matches!(role, Role::TableHead | Role::TableBody | Role::TableFoot);
        groups
            .filter(is_group)
            .map(|role| format!("{role:?}"))
            .collect::<Vec<_>>()
    };
    let (head, body, foot) = (
        "<thead><tr><th>h</th></tr></thead>",
        "<tbody><tr><td>b</td></tr></tbody>",
        "<tfoot><tr><td>f</td></tr></tfoot>",
    );
    assert_eq!(groups(head), ["TableBody"]);
    assert_eq!(groups(foot), ["TableBody"]);
    assert_eq!(groups(&[head, foot].concat()), ["TableHead", "TableBody"]);
    assert_eq!(
        groups(&[head, body, foot].concat()),
        ["TableHead", "TableBody", "TableFoot"]
    );
    assert_eq!(
        pages("| h |\n|---|\n")
            .structure
            .iter()
            .filter(|element| matches!(element.role, Role::TableHeadCell { .. }))
            .count(),
        1
    );
}

/// Items stand on their page. Ten points of tolerance: a marker, a picture's border.
fn assert_inside(chapter: &ChapterLayout) {
    for (n, page) in chapter.pages.iter().enumerate() {
        for placed in &page.items {
            let (x, y, right, bottom) = match &placed.item {
                Item::Glyphs { origin, run } => {
                    (origin.x, origin.y, origin.x + run.width(), origin.y)
                }
                Item::Fill(area, _) | Item::Picture(_, area) => (
                    area.origin.x,
                    area.origin.y,
                    area.origin.x + area.size.width,
                    area.origin.y + area.size.height,
                ),
                Item::Stroke { from, to, .. } => (from.x, from.y, to.x, to.y),
            };
            let inside = x >= Pt(-10.0)
                && y >= Pt(0.0)
                && right <= page.size.width + Pt(10.0)
                && bottom <= page.size.height;
            assert!(inside, "page {n}: {placed:?} on {:?}", page.size);
        }
    }
}

#[test]
fn a_long_chapter_takes_time_in_proportion() {
    let text = |pages: usize| {
        (0..pages * 2)
            .map(|n| lines(5, &format!("w{n}-")))
            .collect::<Vec<_>>()
            .join("\n\n")
    };
    let time = |pages: usize| {
        let markdown = text(pages);
        let begun = Instant::now();
        let chapter = self::pages(&markdown);
        assert!(chapter.pages.len() >= pages, "{}", chapter.pages.len());
        begun.elapsed()
    };
    time(50);
    let (short, long) = (time(250), time(1000));
    assert!(
        long < short * 8 + Duration::from_millis(500),
        "250 pages took {short:?}, 1000 took {long:?}"
    );
}

/// Markdown of any blocks; every word of it is its own.
fn any_markdown() -> impl Strategy<Value = String> {
    let block = (0..9u8, 1..14usize, any::<bool>());
    prop::collection::vec(block, 1..14).prop_map(|blocks| {
        let blocks = blocks
            .into_iter()
            .enumerate()
            .map(|(n, (kind, size, noted))| {
                block_of(kind, &lines(size, &format!("w{n}k")), n, noted)
            });
        format!("Words.\n\n{}", blocks.collect::<Vec<_>>().join("\n\n"))
    })
}

fn block_of(kind: u8, text: &str, n: usize, noted: bool) -> String {
    let note = if noted {
        format!("[^{n}]")
    } else {
        String::new()
    };
    let body = match kind {
        0 => format!("{text}{note}"),
        1 => format!("## {text}"),
        2 => format!("- {text}{note}\n  1. {text}n"),
        3 => format!("> {text}{note}\n>\n> > {text}q"),
        4 => format!("```\n{}\n```", text.replace(' ', "\n")),
        5 => format!(
            "| {} |\n|---|---|---|\n| {}{note} |\n",
            cells(text, "h"),
            cells(text, "b")
        ),
        6 => format!(
            "<table><tr><td rowspan=2>{text}</td><td>{text}t</td></tr><tr><td>{text}u</td></tr></table>"
        ),
        7 => format!("* * *\n\n{text}\n: {text}d{note}"),
        _ => format!("<div style=\"\">{text}<p>{text}p</p></div>"),
    };
    if noted && body.contains(&note) {
        format!("{body}\n\n[^{n}]: {text}f\n")
    } else {
        body
    }
}

/// Three cells.
fn cells(text: &str, mark: &str) -> String {
    let word = text.split(' ').next().unwrap_or_default();
    format!("{word}{mark}1 | {word}{mark}2 | {word}{mark}3")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_laid_out_is_on_its_pages_and_complete(markdown in any_markdown()) {
        let css = "blockquote, pre { background: #eee; padding: 4pt; margin: 6pt } h2 { margin: 12pt 0 6pt } ul, ol { padding-left: 10pt } hr { margin: 9pt }";
        let chapter = pages_with(css, &markdown);
        assert_inside(&chapter);
        let whole = words(&chapter);
        for word in markdown.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| word.starts_with('w')) {
            prop_assert!(whole.contains(word), "{word} is lost:\n{markdown}\n{}", dump(&chapter));
        }
    }
}
