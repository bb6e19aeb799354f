//! Jekyll's sites: defaults, what templates see of the site, which of its texts are posts.

use crate::support::site::Site;
use chapbook::diagnostics::Diagnostics;
use chapbook::source::{Collected, ReadOptions, Selection, collect};
use chapbook::span::Sources;

#[test]
fn defaults_and_a_source_folder_count() {
    let config = "source: src\nlang: fa_IR\ndefaults:\n- scope: {path: '', type: posts}\n  values: {author: Site, image: /x.png, mood: low}\n- scope: {path: _posts/deep}\n  values: {mood: deep}\n";
    let site = Site::of(&[
        ("_config.yml", config),
        ("src/img/a.png", "x"),
        (
            "src/_posts/deep/2016-01-01-a.md",
            "---\ntitle: T\n---\n{{ page.mood }} {{ page.url }}",
        ),
    ]);
    let read = site.read_post("src/_posts/deep/2016-01-01-a.md");
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
fn formulas_may_stand_in_mathjaxs_brackets() {
    let site = Site::of(&[
        ("_config.yml", ""),
        (
            "_posts/2016-01-01-a.md",
            "---\ntitle: T\n---\nWhere \\\\(N\\\\) is, `\\\\(code\\\\)` stays.\n",
        ),
    ]);
    let read = site.read_post("_posts/2016-01-01-a.md");
    assert_eq!(
        read.post.text.as_str(),
        "Where $N$ is, `\\\\(code\\\\)` stays.\n"
    );
}

/// A site with two posts, a draft, collections, data and a picture; `body` is a page's template.
fn site_with(body: &str) -> Site {
    let page = format!("---\ntitle: About\n---\n{body}");
    Site::of(&[
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
        let read = site_with(template).read_post("about.md");
        assert_eq!(read.post.text.as_str(), expected, "{template}");
        assert_eq!(read.messages, [""; 0], "{template}");
    }
}

#[test]
fn a_post_knows_its_neighbours() {
    let site = site_with("");
    let post = "---\ntitle: Mid\n---\n{{ page.previous.title }} < {{ page.title }} < {{ page.next.title }}";
    site.write("_posts/2016-06-01-mid.md", post.as_bytes());
    let read = site.read_post("_posts/2016-06-01-mid.md");
    assert_eq!(read.post.text.as_str(), "Old < Mid < New");
}

#[test]
fn unreadable_data_is_told_at_its_place() {
    let site = site_with("{{ site.data.bad.x }}{{ site.data.team[0].name }}");
    site.write("_data/bad.yml", b"x: 1\ny: [a\n");
    let read = site.read_post("about.md");
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
fn links_between_posts_are_the_same_alone_and_in_a_book() {
    let site = site_with("");
    let body = "{% post_url 2017-01-02-new %} {% post_url sub/2017-01-02-new %} {% post_url soon %} {% link _docs/in/b.md %} {% link img/a.png %}";
    let path = "_posts/2016-03-01-links.md";
    site.write(path, format!("---\ntitle: Links\n---\n{body}").as_bytes());
    let new = "/news/2017/01/02/new.html";
    let expected = format!("{new} {new} /soon.html /docs/in/b.html /img/a.png");
    assert_eq!(site.read_post(path).post.text.as_str(), expected);
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
fn folders_around_posts_are_in_their_urls() {
    let site = Site::of(&[
        ("_config.yml", "title: Site\n"),
        (
            "cats/_posts/2016-06-24-Our Summit.md",
            "---\ncategories: Big\n---\n{{ page.categories | join: ' ' }}",
        ),
    ]);
    let post = site.read_post("cats/_posts/2016-06-24-Our Summit.md").post;
    assert_eq!(post.whereabouts.url, "/cats/big/2016/06/24/Our-Summit.html");
    assert_eq!(post.metadata.categories, ["cats", "Big"]);
    assert_eq!(post.text.as_str(), "cats Big");
}
