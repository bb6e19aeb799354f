//! Hugo's shortcodes in the text of a post: its own, the site's own, what is mistyped, and what would never end.

use crate::hugo::{CONFIG, page};
use crate::support::collected::read;

/// The text of a post with this body, and the messages that have a place.
fn text(body: &str) -> (String, Vec<String>) {
    let post = format!("---\ntitle: A\nparams:\n  depth: 5 m\n  banks: [left, right]\n---\n{body}");
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
    let mut site = read(&files);
    site.messages.retain(|message| !message.starts_with('-'));
    (site.texts()[0].to_owned(), site.messages)
}

fn words(body: &str) -> String {
    text(body).0
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
            "- {{< figure src=\"a.png\" alt=\"Boat\" title=\"T\" caption=\"The *boat*\" attr=\"Ann\" attrlink=\"https://a.example\" link=\"/b\" \
            class=\"wide\" width=\"50%\" height=80 loading=\"lazy\" target=\"_blank\" >}}\n"
        ),
        "- <figure class=\"wide\">\n  <a href=\"/b\"><img src=\"a.png\" alt=\"Boat\" width=\"50%\" height=\"80\"></a>\n  \
        <figcaption>\n  \n  **T**\n  \n  The *boat* [Ann](<https://a.example>)\n  \n  </figcaption>\n  </figure>\n  \n"
    );
    assert_eq!(
        words("A {{< figure src=\"a.png\" caption=\"The *boat* of `x`\" >}} b\n"),
        "A <img src=\"a.png\" alt=\"The boat of x\"> The *boat* of `x` b\n"
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
        words("{{< vimeo 1 >}} {{< gist ann 2 >}} {{< gist ann 2 a.md >}}\n"),
        "<https://vimeo.com/1> <https://gist.github.com/ann/2> <https://gist.github.com/ann/2#file-a-md>\n"
    );
    assert_eq!(
        words("{{< tweet 3 >}} {{< vimeo_simple 1 />}} {{< youtube 4 >}}{{< /youtube >}}\n"),
        "<https://x.com/i/status/3> <https://vimeo.com/1> <https://www.youtube.com/watch?v=4>\n"
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
        "<details>\n<summary>\n\nMore & more\n\n</summary>\n\n\n*Text*\n\n\n</details>\n\n"
    );
    assert_eq!(
        words("{{< highlight go \"linenos=false, hl_inline=true\" >}}\na\n{{< /highlight >}}\n"),
        "` a `\n"
    );
}

#[test]
fn parameters_are_the_pages_then_the_sites() {
    assert_eq!(
        words("{{% param depth %}}, {{< param \"Motto\" >}}, {{< param banks >}}\n"),
        "5 m, All flows, left, right\n"
    );
    let (got, messages) = text("It is {{< param \"gone\" >}}.\n");
    assert_eq!(got, "It is .\n");
    let told = "content/posts/a.md:7:7 warning: neither the page nor the site says what `gone` is";
    assert_eq!(messages, [told]);
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
fn shortcodes_written_in_the_text_itself_leave_their_words() {
    let (got, messages) = text(
        "{{< day.inline >}}Today is {{ now }}, a *day*.{{< /day.inline >}}\n\n{{< day.inline />}}\n",
    );
    assert_eq!(got, "Today is , a *day*.\n\n\n");
    let told =
        "content/posts/a.md:7:1 warning: `day.inline` is a shortcode of the site's own (2 times)";
    assert_eq!(messages, [told]);
}

#[test]
fn what_is_mistyped_is_never_shown_raw() {
    let (got, messages) = text(
        "{{< note >}}A *step*.\n\n{{% /tip %}}{{< fig \"a >}}B {{< a >}}c {{< b >}}d{{< /a >}}\n",
    );
    assert_eq!(got, "A *step*.\n\nB c d\n");
    let codes: Vec<&str> = messages
        .iter()
        .filter_map(|line| line.split_once("g: "))
        .map(|(_, words)| words)
        .collect();
    assert_eq!(
        codes,
        [
            "`note` is a shortcode of the site's own",
            "this closes a shortcode that is not open",
            "what this shortcode is given can't be read",
            "`a` is a shortcode of the site's own",
            "`b` is a shortcode of the site's own",
        ]
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
        "7:1 warning: `note` is a shortcode of the site's own (2 times)",
        "11:1 warning: `tabs` is a shortcode of the site's own",
        "11:13 warning: `tab` is a shortcode of the site's own",
        "13:26 warning: `icon` is a shortcode of the site's own",
        "15:3 warning: `sample` is a shortcode of the site's own",
        "20:1 warning: `img` is a shortcode of the site's own",
        "22:6 warning: `link-of` is a shortcode of the site's own",
        "24:1 warning: this closes a shortcode that is not open",
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
        ["content/posts/a.md:7:1 warning: `a` is a shortcode of the site's own (3 times)"]
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
    let unreadable = format!("{}\n", "b {{< a = >}}".repeat(50_000));
    assert_eq!(words(&unreadable).len(), 50_000 * 2 + 1);
}

#[test]
fn hostile_marks_end() {
    let config = "enableEmoji = true\n[markup.goldmark.extensions.passthrough]\nenable = true\n\
        [markup.goldmark.extensions.passthrough.delimiters]\ninline = [['\\(', '\\)'], ['@@', '@@']]\n";
    for unit in [
        ":a",
        ":tada:",
        "\\(",
        "@@",
        "\\(a\\)",
        "{.a}\n",
        "{a={a=\n",
        "```a {a=\n",
    ] {
        let text = unit.repeat(20_000);
        let read = read(&[("hugo.toml", config), ("content/posts/a.md", &text)]);
        assert_eq!(read.posts.len(), 1, "{unit}");
    }
}
