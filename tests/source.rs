//! Posts as they are read: sites made of a few files, the text that comes out, and the messages at their places.

use chapbook::diagnostics::Diagnostics;
use chapbook::source::{
    Collected, Input, Post, ReadOptions, Selection, Whereabouts, collect, read,
};
use chapbook::span::Sources;
use std::fs;
use std::path::{Path, PathBuf};

/// A site of a few files in a temporary folder.
struct TestSite {
    folder: tempfile::TempDir,
}

/// A post that was read, with its messages as `path:line:column code`.
struct Read {
    post: Post,
    sources: Sources,
    messages: Vec<String>,
}

impl TestSite {
    fn new(files: &[(&str, &str)]) -> TestSite {
        let site = TestSite {
            folder: tempfile::tempdir().unwrap(),
        };
        for (path, text) in files {
            site.write(path, text.as_bytes());
        }
        site
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("site").join(path)
    }

    fn write(&self, path: &str, bytes: &[u8]) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    fn read(&self, path: &str) -> Read {
        self.try_read(path, &ReadOptions::default()).unwrap()
    }

    fn try_read(&self, path: &str, options: &ReadOptions) -> Result<Read, &'static str> {
        read_input(&Input::File(self.path(path)), options)
    }
}

fn read_input(input: &Input, options: &ReadOptions) -> Result<Read, &'static str> {
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let post = read(input, options, &mut sources, &mut messages).map_err(|error| error.code)?;
    let shown = |message: &chapbook::diagnostics::Diagnostic| {
        let place = message.span.and_then(|span| sources.place(span));
        place.map_or(message.code.to_owned(), |place| {
            let name = Path::new(place.path).file_name().unwrap_or_default();
            let name = name.to_string_lossy();
            format!("{name}:{}:{} {}", place.line, place.column, message.code)
        })
    };
    Ok(Read {
        messages: messages.iter().map(shown).collect(),
        post,
        sources,
    })
}

/// A post of a Jekyll site, evaluated, and its messages.
fn evaluated(body: &str) -> (String, Vec<String>) {
    let config = "title: Site\nurl: https://example.com\nbaseurl: /blog\nlist: [b, a, c]\npeople:\n- {name: Al, tags: [x]}\n- {name: Bo, age: 7, tags: [x, y]}\n- {name: Cy, age: 3, tags: y}\n- {name: Di, age: 7}\n";
    let post = format!("---\ntitle: A title\nmood: [calm, 2]\n---\n{body}");
    let site = TestSite::new(&[
        ("_config.yml", config),
        ("_posts/2016-06-24-a-post.md", &post),
    ]);
    let read = site.read("_posts/2016-06-24-a-post.md");
    (read.post.text.as_str().to_owned(), read.messages)
}

/// The text without messages.
fn text(body: &str) -> String {
    let (text, messages) = evaluated(body);
    assert_eq!(messages, [""; 0], "{body}");
    text
}

const SUMMIT: &str = "---
layout: post
title: OPNFV Summit 2016
categories:
header_image: /img/opnfv-2016.jpg
---

# {{ page.title }}

On the packetâ€™s destination.
";

#[test]
fn a_jekyll_post_knows_its_site() {
    let site = TestSite::new(&[
        (
            "_config.yml",
            "title: My Blog\nauthor: {name: Ann Bee}\nurl: https://example.com\n",
        ),
        ("_posts/2016-06-24-opnfv-summit-2016.md", SUMMIT),
        ("img/opnfv-2016.jpg", "x"),
    ]);
    let read = site.read("_posts/2016-06-24-opnfv-summit-2016.md");
    let post = &read.post;
    assert_eq!(post.metadata.title, "OPNFV Summit 2016");
    assert_eq!(post.metadata.slug, "opnfv-summit-2016");
    assert_eq!(
        post.metadata.date.unwrap().to_string(),
        "2016-06-24T00:00:00"
    );
    assert!(post.metadata.categories.is_empty());
    assert_eq!(post.whereabouts.folder(), Path::new("_posts"));
    let book = post.site.metadata();
    assert_eq!((&*book.title, &*book.language), ("My Blog", "en"));
    assert_eq!(book.authors, ["Ann Bee"]);
    assert_eq!(post.site.url(), Some("https://example.com"));
    assert_eq!(
        post.text.as_str(),
        "\n# OPNFV Summit 2016\n\nOn the packet’s destination.\n"
    );
    let summit = "2016-06-24-opnfv-summit-2016.md";
    assert_eq!(read.messages, [format!("{summit}:10:14 mojibake-repaired")]);
    let lead = post.lead.as_ref().unwrap();
    let place = read.sources.place(lead.span).unwrap();
    assert_eq!(
        (&*lead.source, place.line, place.column),
        ("/img/opnfv-2016.jpg", 5, 15)
    );
    assert!(post.site.picture(&post.whereabouts, &lead.source).is_ok());
}

#[test]
fn text_after_repair_and_template_knows_where_it_was_typed() {
    let site = TestSite::new(&[("_config.yml", ""), ("a.md", SUMMIT)]);
    let read = site.read("a.md");
    let text = read.post.text.as_str();
    let typed = |needle: &str| {
        let at = text.find(needle).unwrap();
        read.sources
            .text(read.post.text.span(at..at + needle.len()))
            .to_owned()
    };
    assert_eq!(typed("OPNFV"), "{{ page.title }}");
    assert_eq!(typed("’"), "â€™");
    assert_eq!(typed("packet’s"), "packetâ€™s");
    assert_eq!(typed("destination"), "destination");
}

#[test]
fn templates_run_only_where_jekyll_would_run_them() {
    let body = "{{ page.title }}";
    for (config, head, expected) in [
        (true, "title: T", "T"),
        (false, "title: T", body),
        (false, "title: T\nlayout: post", "T"),
        (true, "title: T\nrender_with_liquid: false", body),
    ] {
        let post = format!("---\n{head}\n---\n{body}");
        let site = TestSite::new(&[("a.md", &post), ("b.md", body)]);
        if config {
            site.write("_config.yml", b"title: S\n");
        }
        assert_eq!(
            site.read("a.md").post.text.as_str(),
            expected,
            "{config} {head}"
        );
        assert_eq!(site.read("b.md").post.text.as_str(), body);
    }
}

#[test]
fn outputs_and_filters_are_liquids() {
    for (template, expected) in [
        ("{{ page.title | upcase }}", "A TITLE"),
        ("{{ page.nothing }}{{ nothing.at.all | append: '!' }}", "!"),
        (
            "{{ page.mood[0] }} {{ page['mood'].last | plus: 1 }}",
            "calm 3",
        ),
        (
            "{{ '/a.png' | relative_url }} {{ '/a' | absolute_url }}",
            "/blog/a.png https://example.com/blog/a",
        ),
        ("{{ page.date | date: '%-d %b %Y' }}", "24 Jun 2016"),
        (
            "{{ page.date | date_to_string: 'ordinal', 'US' }}",
            "Jun 24th, 2016",
        ),
        (
            "{{ page.date | date_to_xmlschema }}",
            "2016-06-24T00:00:00+00:00",
        ),
        ("{{ 'now' | date: '%Y' }}{{ site.time }}", ""),
        (
            "{{ nothing | default: 'x' }} {{ false | default: 1, allow_false: true }}",
            "x false",
        ),
        (
            "{{ site.list | sort | join: ', ' }} {{ site.list | size }}",
            "a, b, c 3",
        ),
        ("{{ site.list | array_to_sentence_string }}", "b, a, and c"),
        ("{{ 'a b' | split: ' ' | reverse | first }}", "b"),
        (
            "{{ 7 | divided_by: 2 }} {{ 7.0 | divided_by: 2 }} {{ -7 | modulo: 3 }}",
            "3 3.5 2",
        ),
        ("{{ 1 | divided_by: 0 }}", ""),
        (
            "{{ 3.14159 | round: 2 }} {{ 2.5 | ceil }} {{ '3' | times: 4 }}",
            "3.14 3 12",
        ),
        (
            "{{ 'Hello, World' | slugify }} {{ 'a/b' | url_encode }}",
            "hello-world a%2Fb",
        ),
        (
            "{{ '<p>a &amp; b</p>' | strip_html }} {{ '<&>' | escape }}",
            "a &amp; b &lt;&amp;&gt;",
        ),
        ("{{ '&amp; &' | escape_once }}", "&amp; &amp;"),
        (
            "{{ 'one two three' | truncatewords: 2 }} {{ 'abcdef' | truncate: 5 }}",
            "one two... ab...",
        ),
        (
            "{{ 'aXbX' | replace_first: 'X', '-' | remove: 'X' }}",
            "a-b",
        ),
        (
            "{{ page.mood | jsonify }} {{ page.mood | inspect }}",
            "[\"calm\",2] [\"calm\", 2]",
        ),
        (
            "{{ 'abc' | slice: -2, 2 }} {{ 'a b c' | number_of_words }}",
            "bc 3",
        ),
        (
            "{{ page.url }} {{ page.slug }}",
            "/2016/06/24/a-post.html a-post",
        ),
        (
            "{{ \"it's\" | capitalize }} {{ 'ÄÖ' | downcase }}",
            "It's äö",
        ),
        (
            "{{ site.list | where_exp: 'x', \"x > 'a'\" | join: '' }}",
            "bc",
        ),
        ("{{ site.list | find_exp: 'x', \"x != 'b'\" }}", "a"),
        (
            "{{ site.people | where: 'age', 7 | map: 'name' | join: ' ' }}",
            "Bo Di",
        ),
        (
            "{{ site.people | where: 'tags', 'y' | map: 'name' | join: ' ' }}",
            "Bo Cy",
        ),
        (
            "{{ site.people | where_exp: 'p', 'p.age == nil or p.age < 5' | map: 'name' | join }}",
            "Al Cy",
        ),
        ("{{ site.people | find: 'name', 'Cy' | map: 'age' }}", "3"),
        (
            "{{ site.people | reject: 'age' | map: 'name' }}{{ site.people | has: 'name', 'Bo' }}",
            "Altrue",
        ),
        (
            "{{ site.people | sort: 'age' | map: 'name' | join: ' ' }}",
            "Al Cy Bo Di",
        ),
        (
            "{{ site.people | sort: 'age', 'last' | map: 'name' | join: ' ' }}",
            "Cy Bo Di Al",
        ),
        (
            "{% assign groups = site.people | group_by_exp: 'p', 'p.name | slice: 1' %}{% for g in groups %}{{ g.name }}{{ g.size }} {% endfor %}",
            "l1 o1 y1 i1 ",
        ),
        (
            "{% assign groups = site.people | group_by: 'age' %}{% for g in groups %}{{ g.name }}:{{ g.items | map: 'name' | join: ',' }} {% endfor %}",
            ":Al 7:Bo,Di 3:Cy ",
        ),
        (
            "{{ site.list | push: 'd' | unshift: 'z' | join: '' }}{{ site.list | pop | shift | join: '' }}",
            "zbacda",
        ),
        (
            "{{ site.list | sample }}{{ site.list | sample: 2 | join: '' }}",
            "bba",
        ),
        (
            "{{ 'a & \"b\"' | xml_escape }} {{ 'a b/c' | cgi_escape }} {{ 'a b/ü' | uri_escape }}",
            "a &amp; &quot;b&quot; a+b%2Fc a%20b/%C3%BC",
        ),
        (
            "{{ '你好 world' | number_of_words: 'auto' }} {{ 'a-b-c' | replace_last: '-', '+' }}",
            "3 a-b+c",
        ),
        (
            "{{ 'Crème Brûlée! ok_go' | slugify: 'latin' }} {{ 'a b_c!' | slugify: 'pretty' }} {{ 'a b_c' | slugify: 'raw' }}",
            "creme-brulee-ok-go a-b_c! a-b_c",
        ),
        (
            "{{ '*a* [b](/c)' | markdownify }}",
            "<p><em>a</em> <a href=\"/c\">b</a></p>\n",
        ),
        (
            "{{ '*a*' | markdownify | remove: '<p>' | remove: '</p>' | strip }}",
            "<em>a</em>",
        ),
        (
            "{{ '2016-06-24 10:00:00 +0200' | date_to_rfc822 }}",
            "Fri, 24 Jun 2016 10:00:00 +0200",
        ),
        (
            "{{ '2016-06-01' | date_to_long_string: 'ordinal' }}",
            "1st June 2016",
        ),
        ("a {{- ' b ' -}} c", "a b c"),
        ("{{ site.list }}{{}}", "bac"),
        ("{{ (1..3) | join: '' }}", "123"),
    ] {
        assert_eq!(text(template), expected, "{template}");
    }
}

#[test]
fn tags_are_liquids() {
    for (template, expected) in [
        ("{% assign a = 'x' | upcase %}{{ a }}", "X"),
        (
            "{% capture c %}a{{ 1 }}{% endcapture %}{{ c }}{{ c }}",
            "a1a1",
        ),
        (
            "{% if page.title == 'A title' and page.nothing %}a{% elsif 1 < 2 %}b{% else %}c{% endif %}",
            "b",
        ),
        ("{% if true or false and false %}a{% endif %}", "a"),
        ("{% unless page.nothing %}a{% else %}b{% endunless %}", "a"),
        (
            "{% if page.mood contains 'calm' %}a{% endif %}{% if nothing == blank %}b{% endif %}",
            "ab",
        ),
        (
            "{% if '' == empty %}a{% endif %}{% if nothing == nil %}b{% endif %}{% if 0 %}c{% endif %}",
            "abc",
        ),
        (
            "{% case 2 %}{% when 1 %}a{% when 2, 3 %}b{% else %}c{% endcase %}",
            "b",
        ),
        (
            "{% for x in site.list limit:2 offset:1 %}{{ x }}{{ forloop.index }}{% endfor %}",
            "a1c2",
        ),
        (
            "{% for x in (1..5) reversed %}{% if x == 2 %}{% break %}{% endif %}{{ x }}{% endfor %}",
            "543",
        ),
        (
            "{% for x in (1..3) %}{% if x == 2 %}{% continue %}{% endif %}{{ x }}{% endfor %}",
            "13",
        ),
        ("{% for x in nothing %}a{% else %}none{% endfor %}", "none"),
        (
            "{% for x in (1..2) %}{% for y in (1..2) %}{{ forloop.parentloop.index }}{{ y }} {% endfor %}{% endfor %}",
            "11 12 21 22 ",
        ),
        (
            "{% for x in site.list %}{% unless forloop.last %}{{ x }},{% endunless %}{% endfor %}",
            "b,a,",
        ),
        (
            "{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}{% cycle 'a', 'b' %}",
            "aba",
        ),
        (
            "{% increment n %}{% increment n %}{% decrement m %}",
            "01-1",
        ),
        (
            "{% raw %}{{ page.title }}{% endraw %}{% comment %}{{ x {% endcomment %}!",
            "{{ page.title }}!",
        ),
        ("a {%- assign x = 1 -%} b", "ab"),
        (
            "{% tablerow x in (1..3) cols:2 %}{{ x }}{% endtablerow %}",
            "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n<tr class=\"row2\"><td class=\"col1\">3</td></tr>\n",
        ),
        (
            "{% for x in (1..6) limit:2 %}{{ x }}{% endfor %}|{% for x in (1..6) offset:continue %}{{ x }}{% endfor %}",
            "12|3456",
        ),
        (
            "{% for x in site.list %}{{ forloop.name }} {% break %}{% endfor %}",
            "x-site.list ",
        ),
        (
            "{% tablerow x in (1..2) %}{% if tablerowloop.col_first %}!{% endif %}{{ tablerowloop.col }}{% endtablerow %}",
            "<tr class=\"row1\">\n<td class=\"col1\">!1</td><td class=\"col2\">2</td></tr>\n",
        ),
        (
            "{% for x in (1..4) %}{% ifchanged %}{{ x | divided_by: 3 }}{% endifchanged %}{% endfor %}",
            "01",
        ),
        (
            "{% liquid\n assign a = 'x'\n if a == 'x'\n   echo a | upcase\n endif\n%}!",
            "X!",
        ),
        (
            "{% echo 'a' | append: 'b' %}{% # nothing to see %}{%- # nor here -%}",
            "ab",
        ),
        (
            "{% comment %}a{% comment %}b{% endcomment %}c{% endcomment %}d",
            "d",
        ),
        (
            "{% assign x = 'a' %}{% capture y %}{% raw %}{{ x }}{% endraw %}{% endcapture %}{{ y }}",
            "{{ x }}",
        ),
        (
            "{% youtube dQw4w9WgXcQ %}",
            "[Video: https://www.youtube.com/watch?v=dQw4w9WgXcQ](<https://www.youtube.com/watch?v=dQw4w9WgXcQ>)",
        ),
    ] {
        assert_eq!(text(template), expected, "{template}");
    }
}

#[test]
fn highlighted_code_becomes_fenced_code() {
    assert_eq!(
        text("a\n\n{% highlight ruby linenos %}\nputs 'x'\n{% endhighlight %}\n"),
        "a\n\n```ruby linenos\nputs 'x'\n```\n\n"
    );
    assert_eq!(
        text("- a\n\n  {% highlight sh %}\n```\n  ls\n  {% endhighlight %}\n"),
        "- a\n\n  ````sh\n  ```\n  ls\n  ````\n\n"
    );
    assert_eq!(
        text("{% codeblock A title lang:ruby %}\nputs\n{% endcodeblock %}\n"),
        "```ruby\nputs\n```\n\n"
    );
    assert_eq!(
        text("{% mermaid %}\na --> b\n{% endmermaid %}\n"),
        "```mermaid\na --> b\n```\n\n"
    );
}

#[test]
fn what_is_unknown_or_wrong_is_told_and_kept() {
    let post = "2016-06-24-a-post.md";
    for (template, expected, message) in [
        ("a {% if x %} b", "a {% if x %} b", "5:3 liquid-syntax"),
        ("a {% endif %} b", "a {% endif %} b", "5:3 liquid-syntax"),
        ("a {{ page.title", "a {{ page.title", "5:3 liquid-syntax"),
        ("a {{ | }} b", "a {{ | }} b", "5:3 liquid-syntax"),
        ("a {% assign %} b", "a {% assign %} b", "5:3 liquid-syntax"),
        (
            "a {% figure %}b{% endfigure %}",
            "a b",
            "5:3 liquid-unknown-tag",
        ),
        ("a {% seo %} b", "a  b", "5:3 liquid-unknown-tag"),
        (
            "{% img left {{ site.baseurl }}/a.png \"A cat\" %}",
            "![A cat](</blog/a.png>)",
            "5:1 liquid-unknown-tag",
        ),
        (
            "{{ 'a' | shout }}{{ 'b' | shout }}",
            "ab",
            "5:1 liquid-unknown-filter",
        ),
        ("{% include none.html %}", "", "5:1 include-missing"),
        (
            "{% post_url 2000-01-01-x %}",
            "/2000-01-01-x",
            "5:1 link-missing",
        ),
    ] {
        let (text, messages) = evaluated(template);
        assert_eq!(text, expected, "{template}");
        assert_eq!(messages, [format!("{post}:{message}")], "{template}");
    }
}

#[test]
fn includes_and_links_are_followed_inside_the_site() {
    let site = TestSite::new(&[
        ("_config.yml", "baseurl: /blog"),
        (
            "_includes/fig.html",
            "<b>{{ include.alt }}</b>{% assign seen = true %}{{ x | odd }}",
        ),
        ("_includes/self.html", "x{% include self.html %}"),
        ("_posts/2015-01-02-old.md", "---\npermalink: /old/\n---\n"),
        (
            "_posts/2016-01-02-new.md",
            "---\na: fig\n---\n{% include {{ page.a }}.html alt=\"A cat\" %}{{ seen }}\n[x]({% post_url 2015-01-02-old %}) {% link _posts/2015-01-02-old.md %}\n{% include ../_config.yml %}\n{% include self.html %}",
        ),
    ]);
    let read = site.read("_posts/2016-01-02-new.md");
    let text = read.post.text.as_str();
    let expected =
        "<b>A cat</b>true\n[x](/blog/old/) /blog/old/\nbaseurl: /blog\n{% include self.html %}";
    assert_eq!(text, expected);
    assert_eq!(
        read.messages,
        [
            "fig.html:1:49 liquid-unknown-filter",
            "2016-01-02-new.md:7:1 template-too-deep"
        ]
    );
    let at = text.find("cat").unwrap();
    let place = read.sources.place(read.post.text.span(at..at + 1)).unwrap();
    assert!(place.path.ends_with("fig.html"), "{}", place.path);
}

#[test]
fn template_bombs_end_fast_and_stay_as_typed() {
    let doubling = "{% assign a = 'aaaaaaaaaaaaaaaa' %}".to_owned()
        + &"{% assign a = a | append: a %}".repeat(60)
        + "{{ a | size }}";
    for bomb in [
        "{% for a in (1..1000000000) %}x{% endfor %}",
        "{% for a in (1..9999) %}{% assign b = site.list | where_exp: 'x', 'x == a' %}{% endfor %}",
        "{% capture a %}{% for i in (1..9999) %}*a* {% endfor %}{% endcapture %}{% for i in (1..9999) %}{{ a | markdownify }}{% endfor %}",
        "{% for a in (1..9999) %}{% for b in (1..9999) %}{{ a }}{% endfor %}{% endfor %}",
        "{% assign a = 'x' %}{% for i in (1..64) %}{% capture a %}{{ a }}{{ a }}{% endcapture %}{% endfor %}",
        "{% assign a = (1..1000) %}{% for i in (1..64) %}{% assign a = a | concat: a %}{% endfor %}",
        "{% assign a = '' %}{% for i in (1..100000) %}{% assign a = a | group_by: 'x' %}{% endfor %}done",
        "{{ 'aaaaaaaa' | replace: 'a', 'aaaaaaaaaaaaaa' | date: '%99999999999d' }}",
        &doubling,
    ] {
        let began = std::time::Instant::now();
        let (text, _) = evaluated(&format!("{bomb}\n\nafter"));
        assert!(text.ends_with("after"), "{bomb}");
        assert!(text.len() < 20 << 20);
        assert!(began.elapsed().as_secs() < 20, "{bomb}");
    }
    for deep in [
        "{% if true %}",
        "{% for a in (1..2) %}",
        "{% unknown %}",
        "{{",
        "{%",
        "{% raw %}",
    ] {
        let (text, messages) = evaluated(&format!("{}x", deep.repeat(20_000)));
        assert!(text.ends_with('x'));
        assert!(!messages.is_empty());
    }
    let deep = "{% if true %}".repeat(5000) + "x" + &"{% endif %}".repeat(5000);
    assert!(evaluated(&deep).0.contains('x'));
    let indexes = format!("{{{{ {}x }}}}", "a[".repeat(50_000));
    assert!(!evaluated(&indexes).0.contains("panic"));
}

#[test]
fn pictures_are_found_as_posts_write_them() {
    let site = TestSite::new(&[
        ("_config.yml", "url: https://example.com\nbaseurl: /blog\n"),
        ("_posts/a.md", "Text"),
        ("_posts/near.png", "x"),
        ("img/My Picture.PNG", "x"),
    ]);
    let post = site.read("_posts/a.md").post;
    let find = |written: &str| match post.site.picture(&post.whereabouts, written) {
        Ok(found) => found.path.display().to_string(),
        Err(error) => error.code.to_owned(),
    };
    for written in [
        "/img/My%20Picture.PNG",
        "/blog/img/My Picture.PNG",
        "https://example.com/blog/img/My%20Picture.PNG?v=1#x",
        "../img/My Picture.PNG",
        "img/my picture.png",
        "../../../img/My Picture.PNG",
        "\\img\\My Picture.PNG",
    ] {
        assert_eq!(find(written), "img/My Picture.PNG", "{written}");
    }
    let alike = |written: &str| {
        let found = post.site.picture(&post.whereabouts, written).ok();
        found.map(|found| found.only_alike)
    };
    assert_eq!(alike("img/my picture.png"), Some(true));
    assert_eq!(alike("img/My Picture.PNG"), Some(false));
    assert_eq!(find("near.png"), "_posts/near.png");
    assert_eq!(find("/img/none.png"), "picture-missing");
    assert_eq!(find("../../etc/passwd"), "outside-site");
    assert_eq!(find("/../../../../../../etc/passwd"), "outside-site");
    assert_eq!(find("%2e%2e/%2e%2e/etc/passwd"), "outside-site");
    assert_eq!(find("file:///etc/passwd"), "outside-site");
    assert_eq!(find("/img"), "not-a-file");
    assert_eq!(find("https://elsewhere.example/a.png"), "picture-remote");
    assert_eq!(find(""), "not-a-file");
}

#[cfg(unix)]
#[test]
fn links_and_pipes_out_of_the_site_are_refused() {
    let site = TestSite::new(&[("_config.yml", ""), ("a.md", "Text")]);
    fs::write(site.folder.path().join("secret.md"), "secret").unwrap();
    std::os::unix::fs::symlink("../secret.md", site.path("b.md")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", site.path("c.png")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("pipe.md"))
        .status();
    assert!(made.unwrap().success());
    let options = ReadOptions::default();
    assert_eq!(site.try_read("b.md", &options).err(), Some("outside-site"));
    assert_eq!(site.try_read("pipe.md", &options).err(), Some("not-a-file"));
    let post = site.read("a.md").post;
    let picture = post.site.picture(&Whereabouts::default(), "c.png");
    assert_eq!(picture.err().unwrap().code, "outside-site");
}

#[test]
fn the_sites_root_can_be_said() {
    let site = TestSite::new(&[
        ("posts/a.md", "Text"),
        ("img/a.png", "x"),
        ("sub/b.md", "Text"),
    ]);
    let plain = site.read("posts/a.md").post;
    let refused = plain
        .site
        .picture(&plain.whereabouts, "../img/a.png")
        .err()
        .unwrap();
    assert_eq!(refused.code, "outside-site");
    assert_eq!(
        refused.help.as_deref(),
        Some("`--site DIR` sets the site's root")
    );
    let options = ReadOptions {
        site: Some(site.path("")),
        ..ReadOptions::default()
    };
    let said = site.try_read("posts/a.md", &options).unwrap().post;
    assert!(said.site.picture(&said.whereabouts, "../img/a.png").is_ok());
    let other = ReadOptions {
        site: Some(site.path("sub")),
        ..ReadOptions::default()
    };
    assert_eq!(
        site.try_read("posts/a.md", &other).err(),
        Some("outside-site")
    );
    let none = ReadOptions {
        site: Some(site.path("none")),
        ..ReadOptions::default()
    };
    assert_eq!(site.try_read("posts/a.md", &none).err(), Some("unreadable"));
}

#[test]
fn defaults_and_a_source_folder_count() {
    let config = "source: src\nlang: fa_IR\ndefaults:\n- scope: {path: '', type: posts}\n  values: {author: Site, image: /x.png, mood: low}\n- scope: {path: _posts/deep}\n  values: {mood: deep}\n";
    let site = TestSite::new(&[
        ("_config.yml", config),
        ("src/img/a.png", "x"),
        (
            "src/_posts/deep/2016-01-01-a.md",
            "---\ntitle: T\n---\n{{ page.mood }} {{ page.url }}",
        ),
    ]);
    let read = site.read("src/_posts/deep/2016-01-01-a.md");
    assert_eq!(read.post.text.as_str(), "deep /2016/01/01/a.html");
    assert_eq!(read.post.metadata.authors, ["Site"]);
    assert!(read.post.lead.is_none());
    let book = read.post.site.metadata();
    assert_eq!(book.language, "fa-IR");
    assert_eq!(book.direction, chapbook::document::Direction::RightToLeft);
    assert!(
        read.post
            .site
            .picture(&read.post.whereabouts, "/img/a.png")
            .is_ok()
    );
}

#[test]
fn unreadable_configuration_and_front_matter_are_told_and_the_post_is_made() {
    let site = TestSite::new(&[
        ("_config.yml", "title: My: Blog\nurl: \"x\n"),
        ("a.md", "---\ntitle: Foo: bar\n---\nText {{ page.title }}"),
    ]);
    let read = site.read("a.md");
    assert_eq!(read.post.metadata.title, "Foo: bar");
    assert_eq!(read.post.site.metadata().title, "My: Blog");
    assert_eq!(read.post.text.as_str(), "Text Foo: bar");
    assert_eq!(read.messages.len(), 2);
    assert!(
        read.messages[0].starts_with("_config.yml:1:"),
        "{:?}",
        read.messages
    );
    assert!(
        read.messages[1].starts_with("a.md:2:"),
        "{:?}",
        read.messages
    );
}

#[test]
fn any_bytes_are_read_or_refused() {
    let site = TestSite::new(&[]);
    site.write("empty.md", b"");
    site.write(
        "latin.md",
        b"---\ntitle: Caf\xE9\n---\nTr\xE8s bien, d\xE9j\xE0 vu.\r\nFin.",
    );
    site.write(
        "broken.md",
        "Zażółć gęślą \u{FFFD}".as_bytes().split_last().unwrap().1,
    );
    site.write(
        "bytes.md",
        &(0..=255).cycle().take(100_000).collect::<Vec<u8>>(),
    );
    assert_eq!(site.read("empty.md").post.text.as_str(), "");
    let latin = site.read("latin.md");
    assert_eq!(latin.post.metadata.title, "Café");
    assert_eq!(latin.post.text.as_str(), "Très bien, déjà vu.\nFin.");
    assert_eq!(latin.messages, ["latin.md:1:1 encoding-guessed"]);
    assert_eq!(
        site.read("broken.md").messages,
        ["broken.md:1:14 invalid-bytes"]
    );
    let refused = site.try_read("bytes.md", &ReadOptions::default());
    assert_eq!(refused.err(), Some("not-text"));
    let none = site.try_read("none.md", &ReadOptions::default());
    assert_eq!(none.err(), Some("file-missing"));
}

#[test]
fn places_count_lines_as_they_were_typed() {
    let site = TestSite::new(&[("_config.yml", "")]);
    site.write(
        "a.md",
        b"\xEF\xBB\xBF---\r\ntitle: T\r\n---\r\n\r\nA\x07b {{ page.title }}\rC {% nope %}",
    );
    let read = site.read("a.md");
    assert_eq!(read.post.text.as_str(), "\nAb T\nC ");
    assert_eq!(
        read.messages,
        ["a.md:5:2 control-character", "a.md:6:3 liquid-unknown-tag"]
    );
}

#[test]
fn standard_input_belongs_to_the_current_folder() {
    let input = Input::Standard("---\ntitle: Straße nach Süden\n---\nText".into());
    let read = read_input(&input, &ReadOptions::default()).unwrap();
    assert_eq!(read.post.metadata.slug, "strasse-nach-suden");
    assert_eq!(read.post.text.as_str(), "Text");
}

#[test]
fn mojibake_can_be_kept() {
    let site = TestSite::new(&[("a.md", "packetâ€™s")]);
    let options = ReadOptions {
        keep_encoding: true,
        ..ReadOptions::default()
    };
    let read = site.try_read("a.md", &options).unwrap();
    assert_eq!(read.post.text.as_str(), "packetâ€™s");
    assert_eq!(read.messages, [""; 0]);
}

/// Every Markdown file below `folder`, sorted.
fn markdown_below(folder: &Path, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    for path in paths {
        let extension = path.extension().and_then(|extension| extension.to_str());
        match extension {
            _ if path.is_dir() => markdown_below(&path, found),
            Some("md" | "markdown") => found.push(path),
            _ => {}
        }
    }
}

#[test]
fn real_collections_are_read_without_errors() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    if !corpus.is_dir() {
        eprintln!("skipped: there is no ../shared/corpus");
        return;
    }
    let mut files = Vec::new();
    markdown_below(&corpus, &mut files);
    let mut codes = std::collections::BTreeMap::new();
    for path in &files {
        let options = ReadOptions::default();
        let read = read_input(&Input::File(path.clone()), &options);
        let read = read.unwrap_or_else(|code| panic!("{}: {code}", path.display()));
        for message in read.messages {
            let code = message.rsplit(' ').next().unwrap_or_default().to_owned();
            *codes.entry(code).or_insert(0) += 1;
            if std::env::var_os("SHOW_MESSAGES").is_some() {
                eprintln!("{} {message}", path.display());
            }
        }
    }
    eprintln!("{} files, messages by kind: {codes:?}", files.len());
    assert!(files.len() > 1000);
    assert!(!codes.contains_key("template-too-long"));
    assert!(!codes.contains_key("template-too-deep"));
}

#[test]
fn much_garbage_takes_no_more_than_their_reading() {
    let site = TestSite::new(&[("_config.yml", "")]);
    for garbage in [
        "\u{202E}\u{2069}a long word \u{7}",
        "\u{2066}",
        "â€™é…” Ã",
        "{{ a }}{% if %}",
        "{% raw %}{{{%",
        "---\n",
        "a: [\n",
        "\r",
    ] {
        let text = format!(
            "---\na: b\n---\n{}",
            garbage.repeat((1 << 18) / garbage.len())
        );
        site.write("a.md", text.as_bytes());
        let began = std::time::Instant::now();
        site.read("a.md");
        assert!(
            began.elapsed().as_secs() < 30,
            "{garbage:?}: {:?}",
            began.elapsed()
        );
    }
    let mut garbage: Vec<u8> = (0..1_u32 << 18)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x80)
        .collect();
    garbage.splice(..0, *b"title ");
    site.write("a.md", &garbage);
    let read = site.try_read("a.md", &ReadOptions::default());
    assert!(read.is_ok_and(|read| read.messages.len() < 400));
}

/// A site with two posts, a draft, collections, data and a picture; `body` is a page's template.
fn site_with(body: &str) -> TestSite {
    let page = format!("---\ntitle: About\n---\n{body}");
    TestSite::new(&[
        (
            "_config.yml",
            "title: S\nexcerpt_separator: <!--more-->\ncollections:\n  docs:\n    output: true\n    sort_by: order\n  people: {output: false}\n",
        ),
        ("about.md", &page),
        (
            "_posts/2016-01-02-old.md",
            "---\ntitle: Old\ntags: [a, b]\n---\nThe start.\n\n<!--more-->\n\nThe rest.\n",
        ),
        (
            "_posts/sub/2017-01-02-new.md",
            "---\ntitle: New\ntags: a\ncategory: News\n---\nText\n",
        ),
        ("_posts/2018-01-01-not.md", "---\npublished: false\n---\n"),
        ("_drafts/soon.md", "---\ntitle: Soon\n---\n"),
        ("_docs/a.md", "---\ntitle: A\norder: 2\n---\n"),
        ("_docs/in/b.md", "---\ntitle: B\norder: 1\n---\n"),
        ("_people/ann.md", "---\ntitle: Ann\n---\n"),
        ("_data/team.yml", "- name: Ann\n- name: Bo\n"),
        ("_data/nested/more stuff.json", "{\"a\": [1, 2]}"),
        ("_data/nested/table.csv", "name,age\nCy,3\n"),
        ("_data/nested/table2.tsv", "name\tage\nDi\t4\n"),
        ("img/a.png", "x"),
    ])
}

#[test]
fn the_variable_site_holds_posts_documents_and_data() {
    for (template, expected) in [
        ("{{ site.posts | map: 'title' | join: ' ' }}", "New Old"),
        (
            "{{ site.posts[1].url }} {{ site.posts.first.url }}",
            "/2016/01/02/old.html /news/2017/01/02/new.html",
        ),
        ("{{ site.posts.last.excerpt }}", "The start."),
        (
            "{{ site.docs | map: 'title' | join: ' ' }} {{ site.docs[0].url }}",
            "B A /docs/in/b.html",
        ),
        ("{% assign all = site['people'] %}{{ all[0].title }}", "Ann"),
        (
            "{% for tag in site.tags %}{{ tag[0] }}{{ tag[1] | size }} {% endfor %}{{ site.categories.News[0].title }}",
            "a2 b1 New",
        ),
        (
            "{% for c in site.collections %}{{ c.label }}:{{ c.docs | size }} {% endfor %}",
            "posts:2 docs:2 people:1 ",
        ),
        ("{{ site.pages | map: 'title' }}", "About"),
        (
            "{{ site.static_files | map: 'path' | join: ' ' }}",
            "/img/a.png",
        ),
        (
            "{% for one in site.data.team %}{{ one.name }} {% endfor %}",
            "Ann Bo ",
        ),
        (
            "{{ site.data.nested.more_stuff.a[1] }} {{ site.data['nested']['table'][0].age }} {{ site.data.nested.table2[0].name }}",
            "2 3 Di",
        ),
        (
            "{{ site.title }}{{ site.time }}{{ site.nothing.here }}",
            "S",
        ),
        (
            "{{ site.related_posts | size }} {{ jekyll.environment }}",
            "2 development",
        ),
    ] {
        let read = site_with(template).read("about.md");
        assert_eq!(read.post.text.as_str(), expected, "{template}");
        assert_eq!(read.messages, [""; 0], "{template}");
    }
}

#[test]
fn a_post_knows_its_neighbours() {
    let site = site_with("");
    let post = "---\ntitle: Mid\n---\n{{ page.previous.title }} < {{ page.title }} < {{ page.next.title }}";
    site.write("_posts/2016-06-01-mid.md", post.as_bytes());
    let read = site.read("_posts/2016-06-01-mid.md");
    assert_eq!(read.post.text.as_str(), "Old < Mid < New");
}

#[test]
fn unreadable_data_is_told_at_its_place() {
    let site = site_with("{{ site.data.bad.x }}{{ site.data.team[0].name }}");
    site.write("_data/bad.yml", b"x: 1\ny: [a\n");
    let read = site.read("about.md");
    assert_eq!(read.post.text.as_str(), "Ann");
    assert_eq!(read.messages, ["bad.yml:2:4 data-unreadable"]);
}

#[test]
fn a_site_s_texts_are_those_that_jekyll_writes() {
    let site = site_with("");
    for path in [
        "_layouts/post.md",
        "_includes/part.md",
        "node_modules/a/readme-too.md",
        "README.md",
        "_site/old.md",
        "secret/hidden.md",
        "pages/_part.md",
    ] {
        site.write(path, b"---\n---\nText");
    }
    site.write("about.md", b"---\ntitle: About\n---\nText");
    site.write(
        "_config.yml",
        b"exclude: [secret]\ncollections: {docs: {output: true}, people: {}}\ncollections_dir: .\n",
    );
    let folder = Collected::Folder(site.path(""));
    let of = |selection: &Selection| {
        let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
        let options = ReadOptions::default();
        let collection = collect(&folder, &options, selection, &mut sources, &mut messages);
        let posts = collection.unwrap().posts.into_iter();
        let mut paths: Vec<String> = posts
            .map(|post| post.whereabouts.path.display().to_string())
            .collect();
        paths.sort();
        paths
    };
    let posts = [
        "_docs/a.md",
        "_docs/in/b.md",
        "_posts/2016-01-02-old.md",
        "_posts/sub/2017-01-02-new.md",
    ];
    assert_eq!(of(&Selection::default()), posts);
    let all = Selection {
        pages: true,
        drafts: true,
        ..Selection::default()
    };
    let mut expected = posts.to_vec();
    expected.extend(["_drafts/soon.md", "about.md"]);
    expected.sort_unstable();
    assert_eq!(of(&all), expected);
}

#[test]
fn render_shows_a_file_that_sees_its_parameters_only() {
    let site = TestSite::new(&[
        ("_config.yml", ""),
        ("_includes/card.html", "[{{ card.name }}{{ x }}{{ y }}]"),
        (
            "a.md",
            "---\n---\n{% assign x = 'no' %}{% assign list = 'a,b' | split: ',' %}{% render 'card.html', y: 1 %}{% render 'card.html' for list as y %}{{ x }}",
        ),
    ]);
    let read = site.read("a.md");
    assert_eq!(read.post.text.as_str(), "[1][a][b]no");
    assert_eq!(read.messages, [""; 0]);
}

#[test]
fn includes_take_quoted_parameters_and_lie_beside_the_post() {
    let site = TestSite::new(&[
        ("_config.yml", ""),
        ("_includes/a.html", "{{ include.says }}|{{ include.n }}"),
        ("pages/part.md", "beside {{ include.x }}"),
        (
            "pages/a.md",
            "---\nwho: Ann\n---\n{% include a.html says=\"say \\\"hi\\\" = {{ x }}\" n=page.who %}\n{% include_relative part.md x='y' %}",
        ),
    ]);
    let read = site.read("pages/a.md");
    assert_eq!(
        read.post.text.as_str(),
        "say \"hi\" = {{ x }}|Ann\nbeside y"
    );
    assert_eq!(read.messages, [""; 0]);
}

#[test]
fn of_a_theme_s_file_that_is_not_there_the_picture_or_film_is_shown() {
    for (template, expected) in [
        (
            "{% include figure image_path=\"/a.jpg\" alt='A cat' caption=\"Our *cat*\" %}",
            "![A cat](</a.jpg> \"Our *cat*\")",
        ),
        (
            "{% include embed/youtube.html id='x-1' %}",
            "[Video: https://www.youtube.com/watch?v=x-1](<https://www.youtube.com/watch?v=x-1>)",
        ),
        (
            "{% include video id='12' provider='vimeo' %}",
            "[Video: https://vimeo.com/12](<https://vimeo.com/12>)",
        ),
        ("{% include toc.html levels=3 %}", ""),
    ] {
        let (text, messages) = evaluated(template);
        assert_eq!(text, expected, "{template}");
        assert_eq!(messages, ["2016-06-24-a-post.md:5:1 include-missing"]);
    }
    let (_, messages) = evaluated("{% for i in (1..3) %}{% include none.html %}{% endfor %}");
    assert_eq!(messages.len(), 1);
}

#[test]
fn links_between_posts_are_the_same_alone_and_in_a_book() {
    let site = site_with("");
    let body = "{% post_url 2017-01-02-new %} {% post_url sub/2017-01-02-new %} {% post_url soon %} {% link _docs/in/b.md %} {% link img/a.png %}";
    let path = "_posts/2016-03-01-links.md";
    site.write(path, format!("---\ntitle: Links\n---\n{body}").as_bytes());
    let new = "/news/2017/01/02/new.html";
    let expected = format!("{new} {new} /soon.html /docs/in/b.html /img/a.png");
    assert_eq!(site.read(path).post.text.as_str(), expected);
    let (mut sources, mut messages) = (Sources::default(), Diagnostics::default());
    let collection = collect(
        &Collected::Folder(site.path("")),
        &ReadOptions::default(),
        &Selection::default(),
        &mut sources,
        &mut messages,
    );
    let posts = collection.unwrap().posts;
    let post = posts.iter().find(|post| post.metadata.title == "Links");
    assert_eq!(post.unwrap().text.as_str(), expected);
    assert_eq!(messages.iter().count(), 0);
}

#[test]
fn pictures_are_found_from_where_the_page_is_on_the_web() {
    let site = TestSite::new(&[
        (
            "_config.yml",
            "permalink: /blog/:year/:title/\nsource: src\n",
        ),
        ("src/_posts/2016-06-24-a.md", "Text"),
        ("src/blog/assets/up.png", "x"),
        ("src/blog/2016/a/beside.png", "x"),
        ("src/assets/top.png", "x"),
        ("secret.png", "x"),
    ]);
    fs::write(site.folder.path().join("outside.png"), "x").unwrap();
    let post = site.read("src/_posts/2016-06-24-a.md").post;
    let find = |written: &str| match post.site.picture(&post.whereabouts, written) {
        Ok(found) => found.path.display().to_string(),
        Err(error) => error.code.to_owned(),
    };
    assert_eq!(find("../../assets/up.png"), "src/blog/assets/up.png");
    assert_eq!(find("beside.png"), "src/blog/2016/a/beside.png");
    assert_eq!(find("../../../assets/top.png"), "src/assets/top.png");
    assert_eq!(find("../../../../assets/top.png"), "src/assets/top.png");
    assert_eq!(find("../../assets/none.png"), "picture-missing");
    assert_eq!(find("../../../outside.png"), "outside-site");
    assert_eq!(find("../../../../../../etc/passwd"), "outside-site");
}

#[test]
fn templates_of_html_posts_give_html() {
    let site = TestSite::new(&[
        ("_config.yml", "title: Site\n"),
        (
            "_posts/2014-01-01-a.html",
            "---\ntitle: A & B\n---\n<p>{{ page.title | escape }} {% youtube abc %}</p>\n{% highlight rust %}\nlet a = b < c;\n\nd\n{% endhighlight %}\n",
        ),
    ]);
    let read = site.read("_posts/2014-01-01-a.html");
    assert_eq!(read.messages, [""; 0]);
    let link = "https://www.youtube.com/watch?v=abc";
    assert_eq!(
        read.post.text.as_str(),
        format!(
            "<p>A &amp; B <a href=\"{link}\">Video: {link}</a></p>\n<pre><code class=\"language-rust\">let a = b &lt; c;\n\nd\n</code></pre>\n\n"
        )
    );
    assert!(!read.post.dialect.markdown);
}

#[test]
fn folders_around_posts_are_in_their_urls() {
    let site = TestSite::new(&[
        ("_config.yml", "title: Site\n"),
        (
            "cats/_posts/2016-06-24-Our Summit.md",
            "---\ncategories: Big\n---\n{{ page.categories | join: ' ' }}",
        ),
    ]);
    let post = site.read("cats/_posts/2016-06-24-Our Summit.md").post;
    assert_eq!(post.whereabouts.url, "/cats/big/2016/06/24/Our-Summit.html");
    assert_eq!(post.metadata.categories, ["cats", "Big"]);
    assert_eq!(post.text.as_str(), "cats Big");
}
