//! Liquid as Jekyll has it: outputs, filters and tags, what is unknown or wrong, and templates that would never end.

use crate::support::site::Site;

/// A post of a Jekyll site, evaluated, and its messages.
pub fn evaluated(body: &str) -> (String, Vec<String>) {
    let config = "title: Site\nurl: https://example.com\nbaseurl: /blog\nlist: [b, a, c]\npeople:\n- {name: Al, tags: [x]}\n- {name: Bo, age: 7, tags: [x, y]}\n- {name: Cy, age: 3, tags: y}\n- {name: Di, age: 7}\n";
    let post = format!("---\ntitle: A title\nmood: [calm, 2]\n---\n{body}");
    let site = Site::of(&[
        ("_config.yml", config),
        ("_posts/2016-06-24-a-post.md", &post),
    ]);
    let read = site.read_post("_posts/2016-06-24-a-post.md");
    (read.post.text.as_str().to_owned(), read.messages)
}

/// The text without messages.
fn text(body: &str) -> String {
    let (text, messages) = evaluated(body);
    assert_eq!(messages, [""; 0], "{body}");
    text
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
        let site = Site::of(&[("a.md", &post), ("b.md", body)]);
        if config {
            site.write("_config.yml", b"title: S\n");
        }
        assert_eq!(
            site.read_post("a.md").post.text.as_str(),
            expected,
            "{config} {head}"
        );
        assert_eq!(site.read_post("b.md").post.text.as_str(), body);
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
            "{{ page.url }} {{ page.slug }} {{ page.ext }}",
            "/2016/06/24/a-post.html a-post .md",
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
fn templates_of_html_posts_give_html() {
    let site = Site::of(&[
        ("_config.yml", "title: Site\n"),
        (
            "_posts/2014-01-01-a.html",
            "---\ntitle: A & B\n---\n<p>{{ page.title | escape }} {% youtube abc %}</p>\n{% highlight rust %}\nlet a = b < c;\n\nd\n{% endhighlight %}\n",
        ),
    ]);
    let read = site.read_post("_posts/2014-01-01-a.html");
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
