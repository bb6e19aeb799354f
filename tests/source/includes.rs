//! Liquid's includes, and links that templates make: what they show, where they may lead, what stands in for what is missing.

use crate::liquid::evaluated;
use crate::support::site::Site;

#[test]
fn includes_and_links_are_followed_inside_the_site() {
    let site = Site::of(&[
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
    let read = site.read_post("_posts/2016-01-02-new.md");
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
fn render_shows_a_file_that_sees_its_parameters_only() {
    let site = Site::of(&[
        ("_config.yml", ""),
        ("_includes/card.html", "[{{ card.name }}{{ x }}{{ y }}]"),
        (
            "a.md",
            "---\n---\n{% assign x = 'no' %}{% assign list = 'a,b' | split: ',' %}{% render 'card.html', y: 1 %}{% render 'card.html' for list as y %}{{ x }}",
        ),
    ]);
    let read = site.read_post("a.md");
    assert_eq!(read.post.text.as_str(), "[1][a][b]no");
    assert_eq!(read.messages, [""; 0]);
}

#[test]
fn includes_take_quoted_parameters_and_lie_beside_the_post() {
    let site = Site::of(&[
        ("_config.yml", ""),
        ("_includes/a.html", "{{ include.says }}|{{ include.n }}"),
        ("pages/part.md", "beside {{ include.x }}"),
        (
            "pages/a.md",
            "---\nwho: Ann\n---\n{% include a.html says=\"say \\\"hi\\\" = {{ x }}\" n=page.who %}\n{% include_relative part.md x='y' %}",
        ),
    ]);
    let read = site.read_post("pages/a.md");
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
