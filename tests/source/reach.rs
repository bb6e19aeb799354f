//! What a site reaches: pictures as posts write them, and nothing outside its root.

use crate::support::site::Site;
use chapbook::source::{ReadOptions, Whereabouts};

#[test]
fn pictures_are_found_as_posts_write_them() {
    let site = Site::of(&[
        ("_config.yml", "url: https://example.com\nbaseurl: /blog\n"),
        ("_posts/a.md", "Text"),
        ("_posts/near.png", "x"),
        ("img/My Picture.PNG", "x"),
    ]);
    let post = site.read_post("_posts/a.md").post;
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
    let site = Site::of(&[("_config.yml", ""), ("a.md", "Text")]);
    site.write("../secret.md", "secret");
    std::os::unix::fs::symlink("../secret.md", site.path("b.md")).unwrap();
    std::os::unix::fs::symlink("/etc/passwd", site.path("c.png")).unwrap();
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("pipe.md"))
        .status();
    assert!(made.unwrap().success());
    let options = ReadOptions::default();
    assert_eq!(
        site.try_read_post("b.md", &options).err(),
        Some("outside-site")
    );
    assert_eq!(
        site.try_read_post("pipe.md", &options).err(),
        Some("not-a-file")
    );
    let post = site.read_post("a.md").post;
    let picture = post.site.picture(&Whereabouts::default(), "c.png");
    assert_eq!(picture.err().unwrap().code, "outside-site");
}

#[test]
fn the_sites_root_can_be_said() {
    let site = Site::of(&[
        ("posts/a.md", "Text"),
        ("img/a.png", "x"),
        ("sub/b.md", "Text"),
    ]);
    let plain = site.read_post("posts/a.md").post;
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
    let said = site.try_read_post("posts/a.md", &options).unwrap().post;
    assert!(said.site.picture(&said.whereabouts, "../img/a.png").is_ok());
    let other = ReadOptions {
        site: Some(site.path("sub")),
        ..ReadOptions::default()
    };
    assert_eq!(
        site.try_read_post("posts/a.md", &other).err(),
        Some("outside-site")
    );
    let none = ReadOptions {
        site: Some(site.path("none")),
        ..ReadOptions::default()
    };
    assert_eq!(
        site.try_read_post("posts/a.md", &none).err(),
        Some("unreadable")
    );
}

#[test]
fn pictures_are_found_from_where_the_page_is_on_the_web() {
    let site = Site::of(&[
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
    site.write("../outside.png", "x");
    let post = site.read_post("src/_posts/2016-06-24-a.md").post;
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
