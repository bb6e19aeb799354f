//! Nothing outside the site is read, nothing is fetched, no program is started.

use crate::POST;
use crate::pictures::bomb;
use crate::support::books;
use crate::support::program::run;
use crate::support::site::Site;

#[test]
fn a_picture_outside_the_site_is_not_read() {
    for path in [
        "../../../../../../etc/passwd",
        "/../secret.png",
        "file:///etc/passwd",
        "%2e%2e/secret.png",
        "..\\secret.png",
    ] {
        let site = Site::jekyll().with(
            "_posts/2020-01-01-a.md",
            format!("---\n---\nText\n\n![words]({path})\n"),
        );
        site.write("../secret.png", "\u{89}PNG secret");
        let run = site.export(&["_posts/2020-01-01-a.md"]).succeeded();
        let told = ["outside-site", "picture-missing", "picture-forbidden"]
            .iter()
            .any(|code| run.says(code));
        assert!(told, "{path}: {}", run.stderr);
        assert!(
            site.epub_pages("a.epub").contains("words"),
            "{path}: its alternative text is kept"
        );
        assert!(!String::from_utf8_lossy(&site.read("a.epub")).contains("root:"));
    }
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_site_is_not_followed() {
    let site = Site::empty().with(POST, "Text\n\n![words](link.png)\n");
    site.write("../secret.png", bomb(1, 1));
    std::os::unix::fs::symlink("../secret.png", site.path("link.png")).expect("a link can be made");
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("outside-site"), "post.md:3:1");
    let message = run
        .messages
        .iter()
        .find(|message| message["code"] == "outside-site")
        .expect("it was just there");
    assert!(
        message["help"]
            .as_str()
            .is_some_and(|help| help.contains("--site")),
        "{message}"
    );
}

#[cfg(unix)]
#[test]
fn special_files_are_not_read() {
    let site = Site::empty().with(POST, "Text\n\n![words](pipe.png)\n");
    let made = std::process::Command::new("mkfifo")
        .arg(site.path("pipe.png"))
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    assert!(
        site.export(&[POST])
            .succeeded()
            .within(60)
            .says("not-a-file")
    );
    assert_eq!(site.export(&["/dev/urandom"]).within(60).code, Some(1));
}

#[cfg(unix)]
#[test]
fn pipes_and_devices_are_not_read_wherever_a_file_is_named() {
    use std::os::unix::fs::symlink;
    let site = Site::empty().with(POST, "---\nheader_image: zero.png\n---\nText\n");
    symlink("/dev/zero", site.path("zero.png")).expect("a link can be made");
    let made = std::process::Command::new("mkfifo")
        .args([
            site.path("pipe.md"),
            site.path("pipe.css"),
            site.path("_config.yml"),
        ])
        .status();
    assert!(made.is_ok_and(|status| status.success()));
    for (arguments, code) in [
        (vec!["pipe.md"], 1),
        (vec!["/dev/zero"], 1),
        (vec![POST, "--style", "pipe.css"], 2),
        (vec![POST, "--style", "/dev/zero"], 2),
    ] {
        let run = site.export(&arguments).within(60);
        assert_eq!(run.code, Some(code), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains("not a regular file"), "{}", run.stderr);
    }
    let run = site.export(&[POST]).succeeded().within(60);
    assert_eq!(run.place_of("outside-site"), "post.md:2:15");
}

#[cfg(unix)]
#[test]
fn a_folder_linked_from_elsewhere_is_outside() {
    let site = Site::empty().with(POST, "Text\n\n![words](img/secret.png)\n");
    site.write("../elsewhere/secret.png", bomb(1, 1));
    std::os::unix::fs::symlink("../elsewhere", site.path("img")).expect("a link can be made");
    let run = site.export(&[POST]).succeeded();
    assert_eq!(run.place_of("outside-site"), "post.md:3:1");
    assert!(
        books::entries(&site.read("post.epub"))
            .iter()
            .all(|entry| !entry.name.ends_with("png"))
    );
}

#[test]
fn nothing_is_fetched() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
    listener.set_nonblocking(true).expect("it can be asked");
    let url = format!(
        "http://{}",
        listener.local_addr().expect("it has an address")
    );
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{url}/a.png' width='9' height='9'/></svg>"
    );
    let css = format!(
        "@import '{url}/a.css'; @font-face {{ font-family: f; src: url({url}/f.ttf) }} p {{ background: url({url}/b.png) }}"
    );
    let post = format!(
        "---\nheader_image: {url}/h.png\n---\n# Title\n\n![a]({url}/a.png) ![b](b.svg)\n\n<link rel=stylesheet href={url}/l.css><video src={url}/v.mp4></video>\n"
    );
    let site = Site::empty()
        .with(POST, post)
        .with("b.svg", svg)
        .with("mine.css", css);
    site.export(&[POST, "--style", "mine.css"]).succeeded();
    let asked = listener.accept().expect_err("nobody asked");
    assert_eq!(asked.kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn no_program_is_started() {
    let site = Site::empty().with(POST, "# Title\n\n`ls`\n\n```sh\ntouch started\n```\n");
    let mut command = site.chapbook(&["export", POST]);
    command.env("PATH", "");
    assert_eq!(run(command, b"").code, Some(0));
    assert_eq!(site.names(), ["post.epub", "post.md", "post.pdf"]);
    let mut folders = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the source is there") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).expect("the source is UTF-8");
            assert!(!source.contains("process::Command"), "{}", path.display());
        }
    }
}
