//! Hugo's sites read whole: sections, bundles, languages, addresses, dates.

use crate::support::collected::{Read, read, read_selected};
use crate::support::site::Site;
use chapbook::diagnostics::Diagnostics;
use chapbook::document::Direction;
use chapbook::source::{Input, ReadOptions, Selection, Whereabouts};
use chapbook::span::Sources;

pub const CONFIG: (&str, &str) = (
    "hugo.yaml",
    "baseURL: https://example.com/blog/\ntitle: River\nlanguageCode: en-GB\nparams:\n  author: Ann\n  motto: All flows\n",
);

pub fn page(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\n{more}\n---\nText\n")
}

#[test]
fn a_blog_is_its_posts_by_date() {
    let site = read(&[
        CONFIG,
        (
            "content/posts/b.md",
            "+++\ntitle = \"Second\"\ndate = 2024-02-01\n+++\n",
        ),
        (
            "content/posts/a/index.md",
            "{\n\"title\": \"First\",\n\"date\": \"2024-01-01\", \"aliases\": [\"/old\"]\n}\nText\n",
        ),
        ("content/posts/a/notes.md", "Not a page.\n"),
        ("content/posts/draft.md", "---\ndraft: true\n---\n"),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
        ("content/about.md", &page("About", "")),
        ("layouts/x.md", "Not a page.\n"),
    ]);
    assert_eq!(site.outline(), ["First /posts/a/", "Second /posts/b/"]);
    assert_eq!(site.posts[0].whereabouts.aliases, ["/old"]);
    let metadata = site.posts[0].site.metadata();
    assert_eq!(
        (metadata.title.as_str(), metadata.language.as_str()),
        ("River", "en-GB")
    );
    assert_eq!(metadata.authors, ["Ann"]);
    assert_eq!(site.posts[0].site.url(), Some("https://example.com/blog"));
    assert_eq!(site.messages, ["- note: 1 page is not in the book"]);
}

#[test]
fn words_of_sections_open_their_parts_or_stand_in_front() {
    let section = |title: &str| format!("---\ntitle: {title}\n---\nWelcome.\n");
    let comment = "---\ntitle: Notes\n---\n<!-- nothing\n\nyet -->\n";
    let docs = [
        CONFIG,
        ("content/_index.md", "---\n---\nWelcome.\n"),
        ("content/docs/_index.md", &*section("The docs")),
        ("content/docs/a.md", &page("A", "")),
        ("content/faq/_index.md", &section("Questions")),
        ("content/notes/_index.md", comment),
        ("content/blog/b.md", &page("B", "")),
    ];
    let outline = [
        "River /",
        "[Blog]",
        "  B /blog/b/",
        "[Questions]",
        "[The docs]",
        "  A /docs/a/",
    ];
    assert_eq!(read(&docs).outline(), outline);
    let blog = [
        CONFIG,
        ("content/posts/_index.md", &*section("All posts")),
        ("content/posts/a.md", &page("A", "")),
    ];
    assert_eq!(read(&blog).outline(), ["All posts /posts/", "A /posts/a/"]);
}

#[test]
fn pages_that_are_listed_though_not_made_are_in_the_book() {
    let glossary = "---\ntitle: Glossary\nbuild:\n  render: always\ncascade:\n  build:\n    list: local\n    render: never\n---\n\
        {{% glossary %}}\n";
    let snippets = "---\ncascade:\n  build:\n    list: never\n    render: never\n---\n";
    let site = read(&[
        CONFIG,
        ("content/docs/a.md", &*page("A", "")),
        ("content/docs/kept.md", &page("Kept", "headless: true")),
        (
            "content/docs/old.md",
            &page("Old", "_build: {render: false}"),
        ),
        (
            "content/docs/link.md",
            &page("Link", "build: {render: link, list: never}"),
        ),
        ("content/glossary/_index.md", glossary),
        ("content/glossary/flow.md", &page("flow", "")),
        ("content/snippets/_index.md", snippets),
        ("content/snippets/x.md", &page("X", "")),
    ]);
    assert_eq!(
        site.outline(),
        [
            "[Docs]",
            "  A /docs/a/",
            "  Link /docs/link/",
            "[Glossary]",
            "  flow /glossary/flow/"
        ]
    );
    assert_eq!(
        site.messages,
        [
            "content/glossary/_index.md:10:1 warning: `glossary` is a shortcode of the site's own",
            "- note: 3 texts that their site withholds are not in the book",
        ]
    );
}

#[test]
fn a_cascade_may_be_for_some_environment_kind_or_path() {
    let home = "---\ncascade:\n- target: {environment: staging}\n  draft: true\n\
        - target: {environment: production, path: '/docs/**'}\n  weight: 3\n---\n";
    let site = read(&[
        CONFIG,
        ("content/_index.md", home),
        ("content/docs/a.md", &*page("A", "")),
        ("content/docs/b.md", &page("B", "weight: 1")),
    ]);
    assert_eq!(site.outline(), ["B /docs/b/", "A /docs/a/"]);
}

#[test]
fn what_is_left_out_is_told_with_the_way_to_get_it() {
    let site = read(&[
        (
            "hugo.toml",
            "[languages.en]\n[languages.de]\n[languages.fr]\n",
        ),
        ("content/posts/a.md", &*page("A", "")),
        ("content/posts/a.de.md", &page("A", "")),
        ("content/posts/a.fr.md", &page("A", "")),
        ("content/posts/b.md", &page("B", "draft: true")),
        ("content/about.md", &page("About", "")),
        ("content/legal.md", &page("Legal", "")),
        ("content/empty.md", "---\ntitle: Empty\n---\n"),
    ]);
    assert_eq!(
        site.messages,
        [
            "- note: 2 pages are not in the book",
            "- note: 1 draft is not in the book",
            "- note: 2 texts in other languages are not in the book",
        ]
    );
    let helps = site.helps();
    assert_eq!(
        *helps.last().unwrap(),
        "`--lang` makes a book of one: de, fr"
    );
}

#[test]
fn sections_in_another_language_have_their_own_openings() {
    let files = [
        (
            "hugo.toml",
            "title = \"A\"\n[languages.en]\n[languages.fr]\n",
        ),
        (
            "content/docs/_index.md",
            "---\ntitle: The docs\n---\nWelcome.\n",
        ),
        (
            "content/docs/_index.fr.md",
            "---\ntitle: Les docs\n---\nBienvenue.\n",
        ),
        ("content/docs/deep/a.md", "---\ntitle: Day\n---\nText\n"),
        ("content/docs/deep/a.fr.md", "---\ntitle: Jour\n---\nText\n"),
        ("content/faq/b.md", "---\ntitle: Night\n---\nText\n"),
        ("content/faq/b.fr.md", "---\ntitle: Nuit\n---\nText\n"),
    ];
    assert_eq!(
        read_selected(
            &files,
            &Selection {
                language: Some("fr".to_owned()),
                ..Selection::default()
            },
        )
        .outline(),
        [
            "[Faq]",
            "  Nuit /fr/faq/b/",
            "[Les docs]",
            "  Jour /fr/docs/deep/a/"
        ]
    );
}

#[test]
fn a_book_in_another_language_is_called_as_the_site_is_there() {
    let read = read_selected(
        &[
            (
                "hugo.toml",
                "title = \"River\"\nlanguageCode = \"en-GB\"\n[languages.en]\n[languages.he]\ntitle = \"נהר\"\n\
                 [languages.he.params]\nauthor = \"Anne\"\n",
            ),
            ("content/posts/a.he.md", "---\ntitle: יום\n---\nText\n"),
        ],
        &Selection {
            language: Some("he".to_owned()),
            ..Selection::default()
        },
    );
    let metadata = read.posts[0].site.metadata();
    assert_eq!((&*metadata.title, &*metadata.language), ("נהר", "he"));
    assert_eq!(metadata.direction, Direction::RightToLeft);
    assert_eq!(metadata.authors, ["Anne"]);
}

#[test]
fn themes_and_modules_lie_under_the_site() {
    let site = read(&[
        (
            "hugo.toml",
            "theme = \"plain\"\n[[module.imports]]\npath = \"example.org/docs\"\n[[module.imports.mounts]]\n\
             source = \"pages\"\ntarget = \"content/lent\"\n[[module.mounts]]\nsource = \"./texts\"\ntarget = \"content\"\n",
        ),
        ("texts/posts/a.md", &*page("Own", "")),
        ("texts/vendor/b.md", &page("Vendors", "")),
        ("themes/plain/content/posts/a.md", &page("Theme's", "")),
        ("themes/plain/static/logo.png", "picture"),
        ("_vendor/example.org/docs/pages/c.md", &page("Lent", "")),
        (
            "_vendor/example.org/docs/content/d.md",
            &page("Not mounted", ""),
        ),
    ]);
    assert_eq!(
        site.outline(),
        [
            "[Lent]",
            "  Lent /lent/c/",
            "[Posts]",
            "  Own /posts/a/",
            "[Vendor]",
            "  Vendors /vendor/b/",
        ]
    );
    let post = &site.posts[1];
    assert!(post.site.picture(&post.whereabouts, "/logo.png").is_ok());
}

#[test]
fn translations_share_what_lies_beside_them() {
    let files = [
        (
            "hugo.toml",
            "[languages.en]\ncontentDir = \"content/en\"\n[languages.de]\ncontentDir = \"content/de\"\n",
        ),
        ("content/en/posts/a/index.md", "---\ntitle: Day\n---\n"),
        ("content/en/posts/a/boat.png", "picture"),
        ("content/de/posts/a/index.md", "---\ntitle: Tag\n---\n"),
        ("content/de/posts/b.org", "* Nacht\n"),
    ];
    let site = read(&files);
    let page = Whereabouts {
        path: "content/de/posts/a/index.md".into(),
        ..Whereabouts::default()
    };
    let found = site.posts[0].site.picture(&page, "boat.png");
    assert_eq!(
        found.ok().map(|picture| picture.path),
        Some("content/en/posts/a/boat.png".into())
    );
    assert_eq!(
        site.messages,
        ["- note: `content/de/posts/b.org` is not in Markdown"]
    );
}

#[test]
fn dates_stand_where_the_configuration_says() {
    let dated = |config: &str, name: &str, more: &str| {
        let path = format!("content/posts/{name}.md");
        let site = read(&[("hugo.toml", config), (&path, &page("A", more))]);
        let date = site.posts[0].metadata.date;
        let day = date.map_or(String::new(), |date| date.date().to_string());
        format!("{day} {}", site.posts[0].whereabouts.url)
    };
    let usual = "title = \"A\"\n";
    assert_eq!(
        dated(usual, "a", "Date: 2024-01-02"),
        "2024-01-02 /posts/a/"
    );
    assert_eq!(
        dated(usual, "a", "lastmod: 2024-01-02\npublished: 2024-01-01"),
        "2024-01-01 /posts/a/"
    );
    let from_name = "[frontmatter]\ndate = [\":filename\", \":default\"]\n";
    assert_eq!(
        dated(from_name, "2024-03-04-a", "date: 2024-01-02"),
        "2024-03-04 /posts/a/"
    );
    let own = "[frontmatter]\ndate = [\"heldOn\", \":default\"]\n";
    assert_eq!(
        dated(own, "a", "date: 2024-01-02\nheldOn: 2023-05-06"),
        "2023-05-06 /posts/a/"
    );
}

#[test]
fn a_book_knows_no_day() {
    let (_, messages) = {
        let post = page("A", "expiryDate: 2020-01-01\npublishDate: 2999-01-01");
        let site = read(&[CONFIG, ("content/posts/a.md", &post)]);
        (site.outline(), site.messages)
    };
    assert_eq!(
        messages,
        ["content/posts/a.md:3:13 note: the page expires some day"]
    );
}

#[test]
fn sections_are_parts_in_each_other_by_weight() {
    let site = read(&[
        ("config/_default/hugo.toml", "title = \"Docs\"\n"),
        ("config/_default/params.toml", "author = \"Ann\"\n"),
        ("content/docs/_index.md", &page("The docs", "weight: 1")),
        ("content/docs/z.md", &page("First", "weight: 1")),
        ("content/docs/a.md", &page("Second", "weight: 2")),
        ("content/docs/deep/_index.md", &page("Deep", "")),
        ("content/docs/deep/x.md", &page("Third", "")),
        ("content/docs/plain/y.md", &page("Fourth", "weight: 3")),
        ("content/blog/x.md", &page("Post", "")),
        ("content/about.md", &page("About", "")),
    ]);
    assert_eq!(
        site.outline(),
        [
            "[The docs]",
            "  First /docs/z/",
            "  Second /docs/a/",
            "  Fourth /docs/plain/y/",
            "  [Deep]",
            "    Third /docs/deep/x/",
            "[Blog]",
            "  Post /blog/x/",
        ]
    );
    assert_eq!(site.posts[0].site.metadata().authors, ["Ann"]);
}

#[test]
fn languages_are_folders_or_names() {
    let config = "title = \"A\"\ndefaultContentLanguage = \"en\"\n[languages.en]\ncontentDir = \"content/en\"\n\
        [languages.de]\ncontentDir = \"content/de\"\nlanguageCode = \"de-AT\"\n[languages.fr]\n";
    let files = [
        ("config.toml", config),
        ("content/en/posts/a.md", "---\ntitle: Day\n---\n"),
        ("content/en/posts/a.fr.md", "---\ntitle: Jour\n---\n"),
        ("content/de/posts/a.md", "---\ntitle: Tag\n---\n"),
    ];
    assert_eq!(read(&files).outline(), ["Day /posts/a/"]);
    let in_language = |code: &str| {
        let language = Some(code.to_owned());
        read_selected(
            &files,
            &Selection {
                language,
                ..Selection::default()
            },
        )
    };
    assert_eq!(in_language("fr").outline(), ["Jour /fr/posts/a/"]);
    let german = in_language("de");
    assert_eq!(german.outline(), ["Tag /de/posts/a/"]);
    assert_eq!(german.posts[0].metadata.language.as_deref(), Some("de-AT"));
}

#[test]
fn addresses_are_as_front_matter_and_configuration_say() {
    let site = read(&[
        (
            "hugo.json",
            "{\"permalinks\": {\"posts\": \"/:year/:month/:slug/\"}}",
        ),
        ("content/posts/a.md", &page("A Title", "date: 2024-01-02")),
        (
            "content/posts/b.md",
            &page("B", "date: 2024-01-03\nurl: /here.html"),
        ),
        (
            "content/posts/c d.md",
            &page("C", "date: 2024-01-04\nslug: see"),
        ),
    ]);
    assert_eq!(
        site.outline(),
        [
            "A Title /2024/01/a-title/",
            "B /here.html",
            "C /2024/01/see/"
        ]
    );
}

#[test]
fn a_page_read_alone_finds_the_others() {
    let site = Site::of(&[
        ("hugo.toml", "title = \"River\"\n"),
        (
            "content/posts/a.md",
            "[b]({{< ref \"b#c\" >}}) {{% include \"_part.md\" %}}",
        ),
        ("content/posts/b.md", "---\nslug: bee\n---\n"),
        ("content/posts/_part.md", "---\ntitle: Part\n---\nShared.\n"),
    ]);
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let input = Input::File(site.path("content/posts/a.md"));
    let options = ReadOptions::default();
    let post = chapbook::source::read(&input, &options, &mut sources, &mut messages).unwrap();
    assert_eq!(post.text.as_str(), "[b](/posts/bee/#c) Shared.\n");
    assert_eq!(post.whereabouts.url, "/posts/a/");
    assert_eq!(messages.iter().count(), 0);
}

#[test]
fn hugos_own_documentation_is_read_whole() {
    let Some(docs) = Read::of_corpus("hugo-docs") else {
        return;
    };
    let chapters = docs.posts.iter().filter(|post| post.part.is_none()).count();
    assert!(chapters > 700, "{chapters}");
    let outline = docs.outline();
    assert!(outline.contains(&"[Templates]".to_owned()), "{outline:#?}");
    assert_eq!(docs.left_outside_code(&["{{<", "{{%"]), [""; 0]);
    docs.print_counts("hugo-docs");
}

#[test]
fn texts_in_html_are_pages_and_names_of_emoji_are_drawn_if_asked_for() {
    let site = read(&[
        ("hugo.toml", "enableEmoji = true\n"),
        ("content/posts/a.md", "Done :tada:, `:tada:`\n"),
        (
            "content/posts/b.html",
            "---\ntitle: B\n---\n<p>Text :tada:</p>\n",
        ),
        ("content/posts/part.html", "<p>No page</p>\n"),
    ]);
    assert_eq!(site.outline(), ["a /posts/a/", "B /posts/b/"]);
    assert_eq!(
        site.texts(),
        ["Done 🎉, `:tada:`\n", "<p>Text :tada:</p>\n"]
    );
}

#[test]
fn formulas_stand_between_what_is_passed_through() {
    let config = "[markup.goldmark.extensions.passthrough]\nenable = true\n[markup.goldmark.extensions.passthrough.delimiters]\n\
        block = [['\\[', '\\]'], ['$$', '$$']]\ninline = [['\\(', '\\)']]\n";
    let text = "A \\( x^2 \\).\n\n\\[\ny\n\\]\n";
    let of = |config: &str| {
        let site = read(&[("hugo.toml", config), ("content/posts/a.md", text)]);
        site.texts()[0].to_owned()
    };
    assert_eq!(of(config), "A $x^2$.\n\n$$\ny\n$$\n");
    assert_eq!(of("title = \"A\"\n"), text);
}

#[test]
fn a_site_knows_its_address_and_name() {
    let site = read(&[CONFIG, ("content/posts/a.md", "Text\n")]);
    let url = Some("https://example.com/blog");
    assert_eq!(site.address(), (url, "/blog", true));
}

#[test]
fn terms_have_ids_if_goldmark_is_set_to_give_them() {
    let gives = |parser: &str| {
        let config = format!("title = \"A\"\n[markup.goldmark.parser]\n{parser}\n");
        let site = read(&[("hugo.toml", &*config), ("content/posts/a.md", "Text\n")]);
        site.posts[0].dialect.term_ids
    };
    assert!(gives("autoDefinitionTermID = true"));
    assert!(!gives("autoDefinitionTermID = false"));
    assert!(!gives("autoHeadingID = true"));
}
