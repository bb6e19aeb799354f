//! Hugo's sites read whole: sections, bundles, languages, addresses, shortcodes.

use crate::support::collected::{Read, read, read_selected};
use crate::support::site::Site;
use chapbook::diagnostics::Diagnostics;
use chapbook::source::{Input, ReadOptions, Selection};
use chapbook::span::Sources;

const CONFIG: (&str, &str) = (
    "hugo.yaml",
    "baseURL: https://example.com/blog/\ntitle: River\nlanguageCode: en-GB\nparams:\n  author: Ann\n  motto: All flows\n",
);

fn page(title: &str, more: &str) -> String {
    format!("---\ntitle: {title}\n{more}\n---\nText\n")
}

/// The text of a post with this body, and the messages.
fn text(body: &str) -> (String, Vec<String>) {
    let post = format!("---\ntitle: A\nparams:\n  depth: 5 m\n---\n{body}");
    let other = page("B", "slug: bee");
    let files = [
        CONFIG,
        ("content/posts/a.md", &*post),
        ("content/posts/b.md", &other),
        (
            "content/shared/part.md",
            "---\n---\nShared {{< param depth >}}.\n\nEnd.\n",
        ),
        (
            "content/shared/_index.md",
            "---\ncascade:\n  build:\n    render: never\n---\n",
        ),
        (
            "content/shared/loop.md",
            "---\n---\nL {{% include \"shared/loop.md\" %}}\n",
        ),
    ];
    let site = read(&files);
    (site.texts()[0].to_owned(), site.messages)
}

fn words(body: &str) -> String {
    text(body).0
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
    assert_eq!(site.messages, [""; 0]);
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
fn references_lead_to_pages() {
    assert_eq!(
        words("[x]({{< ref \"b.md#c\" >}}) {{% relref \"/posts/b\" %}}\n"),
        "[x](/posts/bee/#c) /posts/bee/\n"
    );
    assert_eq!(
        words("[x]({{< ref \"#c\" >}}) [y]({{< ref gone.md >}})\n"),
        "[x](#c) [y](gone.md)\n"
    );
}

#[test]
fn a_figure_has_its_caption_in_markdown() {
    assert_eq!(
        words(
            "- {{< figure src=\"a.png\" alt=\"Boat\" title=\"T\" caption=\"The *boat*\" attr=\"Ann\" attrlink=\"https://a.example\" link=\"/b\" >}}\n"
        ),
        "- <figure>\n  <a href=\"/b\"><img src=\"a.png\" alt=\"Boat\"></a>\n  <figcaption>\n  \n  **T**\n  \n  The *boat*\n  \n  \
        [Ann](<https://a.example>)\n  \n  </figcaption>\n  </figure>\n  \n"
    );
    assert_eq!(
        words("A {{< figure src=\"a.png\" >}} b\n"),
        "A <img src=\"a.png\" alt=\"\"> b\n"
    );
}

#[test]
fn players_become_links() {
    assert_eq!(
        words("{{< youtube abc >}}\n"),
        "<https://www.youtube.com/watch?v=abc>\n"
    );
    assert_eq!(
        words("{{< youtube id=abc title=\"A talk\" >}}\n"),
        "[A talk](<https://www.youtube.com/watch?v=abc>)\n"
    );
    assert_eq!(
        words("{{< vimeo 1 >}} {{< gist ann 2 >}}\n"),
        "<https://vimeo.com/1> <https://gist.github.com/ann/2>\n"
    );
    assert_eq!(
        words("{{< x user=\"ann\" id=\"3\" >}}\n"),
        "<https://x.com/ann/status/3>\n"
    );
    assert_eq!(
        words("{{< instagram a >}}\n"),
        "<https://www.instagram.com/p/a/>\n"
    );
    assert_eq!(
        words("{{< qr text=\"https://a.example\" />}}\n"),
        "<https://a.example>\n"
    );
}

#[test]
fn code_is_code_and_details_are_details() {
    let code = "{{< highlight go \"linenos=table\" >}}\na := `b`\n{{< /highlight >}}\n";
    assert_eq!(words(code), "```go\na := `b`\n```\n");
    assert_eq!(
        words("Use {{< highlight go \"hl_inline=true\" >}}a{{< /highlight >}}.\n"),
        "Use ` a `.\n"
    );
    assert_eq!(
        words("{{< details summary=\"More & more\" >}}\n*Text*\n{{< /details >}}\n"),
        "<details>\n<summary>More &amp; more</summary>\n\n\n*Text*\n\n\n</details>\n\n"
    );
}

#[test]
fn parameters_are_the_pages_then_the_sites() {
    assert_eq!(
        words("{{% param depth %}}, {{< param \"motto\" >}}\n"),
        "5 m, All flows\n"
    );
}

#[test]
fn escapes_are_shown_and_code_is_no_shelter() {
    assert_eq!(
        words("`{{</* x a */>}}` {{%/* /y */%}}\n"),
        "`{{< x a >}}` {{% /y %}}\n"
    );
    assert_eq!(
        words("```\n{{< ref \"b.md\" >}} {{ .Title }}\n```\n"),
        "```\n/posts/bee/ {{ .Title }}\n```\n"
    );
}

#[test]
fn of_the_sites_own_the_words_are_kept() {
    let (got, messages) = text(
        "{{% note title=\"Mind\" %}}\nThe *step*.\n{{% /note %}}\n\n{{< tabs >}}{{< tab \"Linux\" >}}a{{< /tab >}}{{< /tabs >}}\n\n\
        {{< note >}}{{< /note >}}{{< icon \"gap\" >}}Gap\n\n  {{< sample file=x >}}\n  [a]\n  b = 1\n  {{< /sample >}}\n\n\
        {{< img src=\"a.png\" alt=\"Boat\" >}}\n\n[a]: {{% link-of a %}}\n\n{{< /gone >}}\n",
    );
    assert_eq!(
        got,
        "**Mind**\n\nThe *step*.\n\n\n**Linux** a\n\nGap\n\n  ```toml\n  [a]\n  b = 1\n  ```\n\n\
        <figure>\n<img src=\"a.png\" alt=\"Boat\">\n</figure>\n\n\n[a]: <>\n\n\n"
    );
    let expected = [
        "6:1 warning: `note` is a shortcode of the site's own (2 times)",
        "10:1 warning: `tabs` is a shortcode of the site's own",
        "10:13 warning: `tab` is a shortcode of the site's own",
        "12:26 warning: `icon` is a shortcode of the site's own",
        "14:3 warning: `sample` is a shortcode of the site's own",
        "19:1 warning: `img` is a shortcode of the site's own",
        "21:6 warning: `link-of` is a shortcode of the site's own",
        "23:1 warning: this closes a shortcode that is not open",
    ];
    assert_eq!(
        messages,
        expected.map(|line| format!("content/posts/a.md:{line}"))
    );
}

#[test]
fn each_unknown_shortcode_is_told_once_with_its_count() {
    let (_, messages) = text("{{< a >}}{{< a >}}\n\n{{< a >}}\n");
    assert_eq!(
        messages,
        ["content/posts/a.md:6:1 warning: `a` is a shortcode of the site's own (3 times)"]
    );
}

#[test]
fn shared_texts_are_included_where_they_are_named() {
    assert_eq!(
        words("- {{% include \"/shared/part.md\" %}}\n"),
        "- Shared 5 m.\n  \n  End.\n\n"
    );
    let (got, messages) = text("{{% include \"shared/loop.md\" %}}\n");
    assert_eq!(got, "L \n\n");
    assert_eq!(
        messages,
        [
            "content/shared/loop.md:3:3 warning: `shared/loop.md` includes itself, or too much is included"
        ]
    );
    assert_eq!(words("{{% include \"/../../secret.md\" %}}\n"), "\n");
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
fn hostile_nesting_ends() {
    let deep = format!(
        "{}x{}\n",
        "{{< a >}}".repeat(20_000),
        "{{< /a >}}".repeat(20_000)
    );
    assert!(words(&deep).contains('x'));
    let open = format!("{}\n", "{{< a \"".repeat(50_000));
    assert_eq!(words(&open), open);
    let line = format!("{}\n", "b {{< a >}}".repeat(50_000));
    assert_eq!(words(&line).len(), 50_000 * 2 + 1);
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
