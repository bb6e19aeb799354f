//! Zola's sites read whole: sections, addresses, shortcodes.

use crate::support::collected::{Read, read, read_selected};
use chapbook::source::Selection;

const CONFIG: (&str, &str) = (
    "config.toml",
    "base_url = \"https://example.com\"\ntitle = \"River\"\ndefault_language = \"en\"\n[languages.de]\n[extra]\nauthor = \"Ann\"\n",
);

fn text(body: &str) -> (String, Vec<String>) {
    let post = format!("+++\ntitle = \"A\"\ndate = 2024-01-01\n+++\n{body}");
    let site = read(&[CONFIG, ("content/a.md", &post)]);
    (site.texts()[0].to_owned(), site.messages)
}

#[test]
fn posts_stand_by_date_wherever_it_is_said() {
    let site = read(&[
        CONFIG,
        ("content/_index.md", "+++\nsort_by = \"date\"\n+++\n"),
        ("content/2024-03-01-By Name.md", "+++\n+++\nA\n"),
        (
            "content/said/index.md",
            "+++\ntitle = \"Said\"\ndate = 2024-02-01\nslug = \"told\"\n+++\nB\n",
        ),
        (
            "content/path.md",
            "+++\ntitle = \"Path\"\npath = \"news/2024/01/01/x\"\naliases = [\"old\"]\n+++\nC\n",
        ),
        (
            "content/path.de.md",
            "+++\ntitle = \"Pfad\"\npath = \"2024/01/01/x\"\n+++\nC\n",
        ),
        (
            "content/draft.md",
            "+++\ndate = 2024-01-01\ndraft = true\n+++\nD\n",
        ),
        ("content/about.md", "+++\ntitle = \"About\"\n+++\nE\n"),
    ]);
    assert_eq!(
        site.outline(),
        [
            "Path /news/2024/01/01/x/",
            "Said /told/",
            "by-name /by-name/"
        ]
    );
    assert_eq!(site.posts[0].whereabouts.aliases, ["old"]);
    assert_eq!(site.posts[0].site.metadata().authors, ["Ann"]);
    assert_eq!(
        site.posts[0].site.text_roots(),
        [std::path::Path::new("content")]
    );
    assert_eq!(
        site.messages,
        [
            "- note: 1 page is not in the book",
            "- note: 1 draft is not in the book",
            "- note: 1 text in another language is not in the book",
        ]
    );
}

#[test]
fn a_translation_is_read_for_those_who_ask() {
    let files = [
        CONFIG,
        ("content/a.md", "+++\ntitle = \"Day\"\n+++\nA\n"),
        ("content/a.de.md", "+++\ntitle = \"Tag\"\n+++\nA\n"),
    ];
    assert_eq!(read(&files).outline(), ["Day /a/"]);
    let german = Selection {
        language: Some("de".into()),
        ..Selection::default()
    };
    assert_eq!(read_selected(&files, &german).outline(), ["Tag /de/a/"]);
}

#[test]
fn sections_are_parts_by_weight() {
    let page = |title: &str, weight: u8| {
        format!("+++\ntitle = \"{title}\"\nweight = {weight}\n+++\nText\n")
    };
    let (one, two, three) = (page("One", 1), page("Two", 2), page("Three", 3));
    let site = read(&[
        CONFIG,
        (
            "content/docs/_index.md",
            "+++\ntitle = \"Docs\"\nsort_by = \"weight\"\nweight = 2\n+++\n",
        ),
        ("content/docs/b.md", &one),
        ("content/docs/a.md", &two),
        (
            "content/docs/deep/_index.md",
            "+++\ntransparent = true\n+++\n",
        ),
        ("content/docs/deep/c.md", &three),
        (
            "content/intro/_index.md",
            "+++\ntitle = \"Intro\"\nweight = 1\n+++\n",
        ),
        ("content/intro/a.md", &one),
    ]);
    assert_eq!(
        site.outline(),
        [
            "[Intro]",
            "  One /intro/a/",
            "[Docs]",
            "  One /docs/b/",
            "  Two /docs/a/",
            "  Three /docs/deep/c/",
        ]
    );
}

#[test]
fn what_a_draft_of_a_section_holds_is_a_draft() {
    let site = read(&[
        CONFIG,
        ("content/a/_index.md", "+++\ndraft = true\n+++\n"),
        ("content/a/deep/_index.md", "+++\n+++\n"),
        (
            "content/a/deep/x.md",
            "+++\ntitle = \"X\"\ndraft = false\n+++\nText\n",
        ),
        ("content/b/_index.md", "+++\n+++\n"),
        ("content/b/y.md", "+++\ntitle = \"Y\"\n+++\nText\n"),
    ]);
    assert_eq!(site.outline(), ["[B]", "  Y /b/y/"]);
    assert_eq!(site.messages, ["- note: 1 draft is not in the book"]);
}

#[test]
fn words_of_sections_that_hand_their_pages_up_are_a_chapter() {
    let site = read(&[
        CONFIG,
        ("content/_index.md", "+++\n+++\nHome.\n"),
        (
            "content/docs/_index.md",
            "+++\ntitle = \"Docs\"\nweight = 2\n+++\n",
        ),
        ("content/docs/y.md", "+++\ntitle = \"Y\"\n+++\nText\n"),
        (
            "content/docs/more/_index.md",
            "+++\ntitle = \"More\"\ntransparent = true\n+++\nOf these.\n",
        ),
        ("content/docs/more/x.md", "+++\ntitle = \"X\"\n+++\nText\n"),
        (
            "content/zoo/_index.md",
            "+++\ntitle = \"Zoo\"\nweight = 1\n+++\n",
        ),
        ("content/zoo/z.md", "+++\ntitle = \"Z\"\n+++\nText\n"),
    ]);
    assert_eq!(
        site.outline(),
        [
            "River /",
            "[Zoo]",
            "  Z /zoo/z/",
            "[Docs]",
            "  More /docs/more/",
            "  Y /docs/y/",
            "  X /docs/more/x/",
        ]
    );
}

#[test]
fn shortcodes_become_links_pictures_and_words() {
    let (got, messages) = text(
        "{{ youtube(id=\"abc\") }}\n\nSee {{ gist(url=\"https://gist.github.com/a/1\", title=\"this\") }}.\n\n\
        {{ resize_image(path=\"a.png\", alt=\"Boat\", width=5) }}\n\n{% quote(author=\"Ann\") %}\nSaid *so*.\n{% end %}\n\n\
        {{ icon(name=\"x\") }}{{ steps.token }} {{/* youtube(id=1) */}}\n",
    );
    assert_eq!(
        got,
        "<https://www.youtube.com/watch?v=abc>\n\nSee [this](<https://gist.github.com/a/1>).\n\n\
        <figure>\n<img src=\"a.png\" alt=\"Boat\" width=\"5\">\n</figure>\n\n\n\nSaid *so*.\n\n\n— Ann\n\n{{ steps.token }} {{ youtube(id=1) }}\n"
    );
    assert_eq!(
        messages,
        [
            "content/a.md:9:1 warning: `resize_image` is a shortcode of the site's own",
            "content/a.md:11:1 warning: `quote` is a shortcode of the site's own",
            "content/a.md:15:1 warning: `icon` is a shortcode of the site's own",
        ]
    );
}

#[test]
fn pictures_lie_beside_the_page_or_where_another_is_on_the_web() {
    let site = read(&[
        CONFIG,
        ("content/a/index.md", "+++\npath = \"2024/01/01/x\"\n+++\n"),
        ("content/a/boat.png", "a"),
        ("content/b/index.md", "+++\npath = \"2024/01/02/y\"\n+++\n"),
        ("static/sea.png", "b"),
    ]);
    let post = &site.posts[1];
    let found = |written: &str| {
        let picture = post.site.picture(&post.whereabouts, written);
        picture
            .map(|picture| picture.path.display().to_string())
            .map_err(|error| error.code)
    };
    assert_eq!(found("../../01/x/boat.png").unwrap(), "content/a/boat.png");
    assert_eq!(found("../a/boat.png").unwrap(), "content/a/boat.png");
    assert_eq!(found("/sea.png").unwrap(), "static/sea.png");
    assert_eq!(found("../../01/x/gone.png"), Err("picture-missing"));
    assert_eq!(found("../../../../../gone.png"), Err("outside-site"));
}

#[test]
fn the_rust_blog_is_read_whole() {
    let Some(blog) = Read::of_corpus("rust-blog") else {
        return;
    };
    assert_eq!(blog.posts.len(), 130);
    let dates: Vec<_> = blog.posts.iter().map(|post| post.metadata.date).collect();
    assert!(
        dates.iter().all(Option::is_some) && dates.is_sorted(),
        "{dates:?}"
    );
    assert_eq!(blog.left_outside_code(&["{%", "{{"]), [""; 0]);
    blog.print_counts("rust-blog");
}

#[test]
fn a_site_knows_its_address_and_name() {
    let config = "base_url = \"https://example.com/river/\"\n";
    let site = read(&[
        ("config.toml", config),
        ("content/a/_index.md", "+++\n+++\n"),
        ("content/a/b.md", "+++\n+++\nText\n"),
    ]);
    let url = Some("https://example.com/river");
    assert_eq!(site.address(), (url, "/river", true));
}
