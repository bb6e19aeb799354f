//! Pictures on the web, with a server on the loopback address: what is fetched, what never is, and what is said about it.

mod server;
#[path = "../support/mod.rs"]
mod support;

use chapbook::fetch::{Fetched, Limits, RemotePictures, Web};
use chapbook::progress::Listener;
use server::{Server, redirect, send};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::{Duration, Instant};
use support::books;
use support::program::{Run, run};
use support::site::Site;

const GIF: &[u8] = include_bytes!("../../fixtures/accidents/images/dot.gif");

fn web(cache: &Path, allowed: &[&str], limits: Limits) -> Web {
    let allowed = allowed.iter().map(|host| host.parse().unwrap()).collect();
    Web::new(cache, allowed, limits).unwrap()
}

/// `ok`, or the error's code and message.
fn shown(fetched: &Fetched) -> String {
    match fetched {
        Ok(bytes) => format!("{} bytes", bytes.read().unwrap().len()),
        Err(error) => format!("{}: {}", error.code, error.message),
    }
}

/// What comes of one URL where the server's own host is allowed, and what is left in the cache.
fn got(server: &Server, path: &str, limits: Limits) -> (String, usize) {
    let cache = tempfile::tempdir().unwrap();
    let web = web(cache.path(), &["127.0.0.1"], limits);
    let fetched = web.get_all(&[server.url(path)], &Listener::default());
    let kept = std::fs::read_dir(cache.path()).unwrap().count();
    (shown(&fetched[0]), kept)
}

fn failed(why: &str) -> (String, usize) {
    (
        format!("fetch-failed: the picture can't be fetched: {why}"),
        0,
    )
}

fn whole(stream: &mut TcpStream) {
    send(stream, "200 OK", &[], GIF);
}

#[test]
fn a_picture_is_fetched_once_and_kept() {
    let cache = tempfile::tempdir().unwrap();
    let server = Server::start(|_, stream| whole(stream));
    let urls = [
        server.url("a.gif"),
        server.url("b.gif"),
        server.url("a.gif"),
    ];
    let ask = || {
        let web = web(cache.path(), &["127.0.0.1"], Limits::default());
        let fetched = web.get_all(&urls, &Listener::default());
        assert_eq!(
            fetched.iter().map(shown).collect::<Vec<_>>(),
            ["61 bytes"; 3]
        );
    };
    ask();
    assert_eq!(server.asked().len(), 2);
    drop(server);
    ask();
}

#[test]
fn answers_stand_in_the_order_of_the_urls_whichever_comes_first() {
    let cache = tempfile::tempdir().unwrap();
    let server = Server::start(|path, stream| {
        let number: u64 = path.trim_start_matches('/').parse().unwrap();
        std::thread::sleep(Duration::from_millis(200 - 10 * number));
        match number % 2 {
            0 => whole(stream),
            _ => send(stream, &format!("{} No", 500 + number), &[], b""),
        }
    });
    let urls: Vec<String> = (0..20)
        .map(|number| server.url(&number.to_string()))
        .collect();
    let web = web(cache.path(), &["127.0.0.1"], Limits::default());
    let ask = || {
        web.get_all(&urls, &Listener::default())
            .iter()
            .map(shown)
            .collect::<Vec<_>>()
    };
    let first = ask();
    assert_eq!(first[4], "61 bytes");
    assert!(
        first[5].ends_with("the server answered 505"),
        "{}",
        first[5]
    );
    // What failed is not tried again in a run.
    assert_eq!(ask(), first);
    assert_eq!(server.asked().len(), 20);
}

#[test]
fn only_what_the_request_needs_is_sent() {
    let server = Server::start(|path, stream| match path {
        "/a.gif" => redirect(stream, "/b/c.gif?d#e"),
        _ => whole(stream),
    });
    assert_eq!(
        got(&server, "a.gif", Limits::default()),
        ("61 bytes".to_owned(), 1)
    );
    let asked = server.asked();
    assert!(
        asked[1].starts_with("GET /b/c.gif?d HTTP/1.1\n"),
        "{}",
        asked[1]
    );
    let headers = asked[1]
        .lines()
        .skip(1)
        .map(|line| line.split(':').next().unwrap());
    let mut headers: Vec<String> = headers.map(str::to_ascii_lowercase).collect();
    headers.sort();
    assert_eq!(headers, ["accept", "host", "user-agent"]);
}

#[test]
fn redirects_are_followed_five_times() {
    let server = Server::start(|path, stream| match path.trim_start_matches('/').parse() {
        Ok(0) => whole(stream),
        Ok(left) => redirect(stream, &format!("/{}", left - 1_u32)),
        Err(_) => redirect(stream, path),
    });
    assert_eq!(got(&server, "5", Limits::default()).0, "61 bytes");
    let too_many = failed("it leads on more than 5 times");
    assert_eq!(got(&server, "6", Limits::default()), too_many);
    assert_eq!(got(&server, "loop", Limits::default()), too_many);
}

#[test]
fn a_redirect_opens_no_way_that_was_closed() {
    let other = Server::start(|_, stream| whole(stream));
    let port = other.address.port();
    let server = Server::start(move |path, stream| match path {
        "/other-name" => redirect(stream, &format!("http://localhost:{port}/a.gif")),
        "/cloud" => redirect(stream, "http://169.254.169.254/latest/meta-data/"),
        "/mapped" => redirect(stream, &format!("http://[::ffff:127.0.0.1]:{port}/a.gif")),
        "/number" => redirect(stream, &format!("http://2130706433:{port}/a.gif")),
        "/user" => redirect(stream, &format!("http://me:secret@127.0.0.1:{port}/a.gif")),
        _ => redirect(stream, "file:///etc/passwd"),
    });
    let refused = |path| {
        let (said, kept) = got(&server, path, Limits::default());
        assert_eq!(kept, 0);
        said
    };
    for path in ["other-name", "cloud", "mapped", "number"] {
        let said = refused(path);
        assert!(
            said.starts_with("fetch-refused:") && said.ends_with("which is not public"),
            "{said}"
        );
    }
    assert_eq!(
        refused("user"),
        "fetch-refused: the picture is not fetched: its URL holds a name and password"
    );
    assert!(refused("file").starts_with("fetch-failed:"));
    assert_eq!(other.asked(), [""; 0]);
}

#[test]
fn what_is_no_picture_is_not_kept() {
    let server = Server::start(|path, stream| match path {
        "/page" => send(
            stream,
            "200 OK",
            &["Content-Type: image/png"],
            b"<html><p>Gone</html>",
        ),
        "/broken" => send(stream, "200 OK", &[], &GIF[..8]),
        "/cut" => {
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n");
            let _ = stream.write_all(GIF);
        }
        "/nothing" => send(stream, "200 OK", &[], b""),
        _ => send(stream, "404 Not Found", &[], GIF),
    });
    let unknown = "picture-unknown: what the server sent is no picture this program reads";
    let got = |path| got(&server, path, Limits::default());
    assert_eq!(got("page"), (unknown.to_owned(), 0));
    assert_eq!(got("nothing"), (unknown.to_owned(), 0));
    assert!(got("broken").0.starts_with("picture-broken:") && got("broken").1 == 0);
    assert!(got("cut").0.starts_with("fetch-failed:") && got("cut").1 == 0);
    assert_eq!(got("none"), failed("the server answered 404"));
}

#[test]
fn what_is_too_large_is_read_no_further() {
    let limits = Limits {
        size: 100_000,
        ..Limits::default()
    };
    let server = Server::start(|path, stream| {
        let length = match path {
            "/said" => "Content-Length: 100001\r\n",
            _ => "",
        };
        let head = format!("HTTP/1.1 200 OK\r\n{length}\r\n");
        let mut sent = stream
            .write_all(head.as_bytes())
            .and_then(|()| stream.write_all(GIF));
        // It goes on for as long as it is heard.
        while path == "/unsaid" && sent.is_ok() {
            sent = stream.write_all(&[0; 4096]);
        }
    });
    let too_large = failed("it has more than 1 MB");
    assert_eq!(got(&server, "said", limits), too_large);
    assert_eq!(got(&server, "unsaid", limits), too_large);
}

#[test]
fn nobody_is_waited_for_too_long() {
    let limits = Limits {
        time_each: Duration::from_secs(1),
        ..Limits::default()
    };
    let server = Server::start(|path, stream| {
        let mut sent = match path {
            "/silent" => Ok(()),
            "/head" => stream.write_all(b"HTTP/1.1 200 OK\r\nA: "),
            _ => stream.write_all(b"HTTP/1.1 200 OK\r\n\r\nGIF89a"),
        };
        // A byte now and then, so that each wait is short.
        while sent.is_ok() {
            std::thread::sleep(Duration::from_millis(50));
            if path != "/silent" {
                sent = stream.write_all(b"x");
            }
        }
    });
    for path in ["silent", "head", "body"] {
        let started = Instant::now();
        assert_eq!(
            got(&server, path, limits),
            failed("it took longer than 1 seconds")
        );
        assert!(started.elapsed() < Duration::from_secs(20), "{path}");
    }
    let limits = Limits {
        time_in_all: Duration::ZERO,
        ..Limits::default()
    };
    assert_eq!(
        got(&server, "x", limits),
        failed("the 0 seconds for all pictures were over")
    );
}

#[test]
fn loopback_addresses_are_asked_only_where_the_user_named_them() {
    let Ok(listener) = TcpListener::bind("[::1]:0") else {
        eprintln!("skipped: this machine has no IPv6");
        return;
    };
    let server = Server::listening(listener, |_, stream| whole(stream));
    let ask = |allowed: &[&str]| {
        let cache = tempfile::tempdir().unwrap();
        let web = web(cache.path(), allowed, Limits::default());
        shown(&web.get_all(&[server.url("a.gif")], &Listener::default())[0])
    };
    assert_eq!(
        ask(&["127.0.0.1", "localhost", "[::1]:1"]),
        "fetch-refused: the picture is not fetched: `[::1]` is at ::1, which is not public"
    );
    assert_eq!(server.asked(), [""; 0]);
    assert_eq!(ask(&["::1"]), "61 bytes");
}

#[test]
fn a_link_in_the_cache_is_not_followed() {
    let server = Server::start(|_, stream| whole(stream));
    let (cache, secret) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let ask = || {
        let web = web(cache.path(), &["127.0.0.1"], Limits::default());
        shown(&web.get_all(&[server.url("a.gif")], &Listener::default())[0])
    };
    ask();
    let kept = std::fs::read_dir(cache.path())
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    let outside = secret.path().join("private.gif");
    std::fs::write(&outside, [GIF, b"private"].concat()).unwrap();
    std::fs::remove_file(&kept).unwrap();
    #[cfg(unix)]
    std::os::unix::fs::symlink(&outside, &kept).unwrap();
    assert_eq!(ask(), "61 bytes");
    assert!(std::fs::read(outside).unwrap().ends_with(b"private"));
}

/// Runs `chapbook export` on a post, in an environment that names a proxy.
fn export(site: &Site, arguments: &[&str], proxy: &Server) -> Run {
    let mut command = site.chapbook(&["export", "post.md", "--message-format", "json"]);
    command
        .env("http_proxy", proxy.url(""))
        .env("XDG_CACHE_HOME", site.path("caches"))
        .args(arguments);
    run(command, b"")
}

#[test]
fn a_picture_on_the_web_is_a_link_with_a_frame_in_both_books_until_it_is_fetched() {
    let proxy = Server::start(|_, stream| whole(stream));
    let server = Server::start(|_, stream| whole(stream));
    let host = server.address.to_string();
    let url = server.url("dot.gif");
    let site = Site::jekyll().with(
        "post.md",
        format!("A\n\n![The dot]({url})\n\nB ![]({url})\n"),
    );

    for arguments in [&[][..], &["--fetch"]] {
        let code = ["picture-remote", "fetch-refused"][arguments.len()];
        let run = export(&site, arguments, &proxy).succeeded();
        assert_eq!(run.place_of(code), "post.md:3:1");
        assert_eq!(
            run.messages
                .iter()
                .filter(|told| told["code"] == code)
                .count(),
            2
        );
        let page = site.epub_pages("post.epub");
        let link = format!("<a href=\"{url}\" class=\"remote-picture\">The dot</a>");
        assert!(page.contains(&link), "{page}");
        let pdf = books::pdf(&site.read("post.pdf"));
        assert_eq!(books::links_out(&pdf), [url.as_str(); 2]);
    }
    assert_eq!(server.asked(), [""; 0]);

    let run = export(&site, &["--fetch", "--fetch-from", &host], &proxy).succeeded();
    assert!(!run.says("fetch-refused") && !run.says("picture-remote"));
    let fetched = (site.read("post.epub"), site.read("post.pdf"));
    let pictures = books::entries(&fetched.0);
    let pictures: Vec<&str> = pictures
        .iter()
        .map(|entry| entry.name.as_str())
        .filter(|name| name.contains("dot"))
        .collect();
    assert_eq!(pictures.len(), 1, "{pictures:?}");
    assert!(books::links_out(&books::pdf(&fetched.1)).is_empty());
    assert_eq!(server.asked().len(), 1);

    // The second time nobody is asked, and the books are the same.
    drop(server);
    export(&site, &["--fetch"], &proxy).succeeded();
    assert!((site.read("post.epub"), site.read("post.pdf")) == fetched);
    assert_eq!(proxy.asked(), [""; 0]);
}

/// How many pictures a PDF draws from pixels (PDF 32000-1 8.9.5).
fn images(pdf: &lopdf::Document) -> usize {
    let dictionaries = books::dictionaries(pdf).into_iter();
    let is_image = |own: &&lopdf::Dictionary| {
        let subtype = own.get(b"Subtype").and_then(lopdf::Object::as_name);
        subtype.is_ok_and(|subtype| subtype == b"Image") && !own.has(b"ImageMask")
    };
    dictionaries.filter(is_image).count()
}

#[test]
fn a_picture_in_its_own_url_is_in_both_books_once_and_nobody_is_asked() {
    let server = Server::start(|_, stream| whole(stream));
    let gif = "data:image/gif;base64,R0lGODdhAQABAIAAAP8AAP///ywAAAAAAQABAAACAkQBADs=";
    let svg = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Crect width='9' height='9'/%3E%3C/svg%3E";
    let post = format!(
        "![A red dot]({gif})\n\nText <img src=\"{svg}\" alt=\"A square\"> and <img src=\"{gif}\" alt=\"it again\">.\n"
    );
    let site = Site::jekyll().with("post.md", post);
    let run = export(&site, &["--fetch"], &server).succeeded();
    let codes: Vec<&str> = run
        .messages
        .iter()
        .filter_map(|told| told["code"].as_str())
        .collect();
    assert_eq!(codes, ["written", "written"], "{}", run.stderr);
    let entries = books::entries(&site.read("post.epub"));
    let kinds: Vec<&str> = entries
        .iter()
        .filter_map(|entry| entry.name.strip_prefix("OEBPS/images/"))
        .filter_map(|name| name.rsplit('.').next())
        .collect();
    assert_eq!(kinds, ["gif", "svg"]);
    let page = site.epub_pages("post.epub");
    assert_eq!(page.matches("<img ").count(), 3, "{page}");
    assert!(!page.contains("data:") && !page.contains("missing-picture"));
    assert_eq!(images(&books::pdf(&site.read("post.pdf"))), 1);
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn nothing_but_pictures_is_fetched() {
    let server = Server::start(|_, stream| whole(stream));
    let [css, font, inner, frame, link] =
        ["a.css", "b.woff2", "c.png", "d.html", "e.html"].map(|name| server.url(name));
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='{inner}'/><use href='{inner}#a'/></svg>"
    );
    let style = format!(
        "@import url({css});\n@font-face {{ font-family: X; src: url({font}) }}\np {{ background-image: url({inner}) }}\n"
    );
    let post = format!(
        "<link rel=stylesheet href=\"{css}\">\n\n<iframe src=\"{frame}\"></iframe>\n\n[A link]({link}) ![S](s.svg)\n\nText.[^a]\n\n[^a]: Said.\n[^b]: ![Uncalled]({inner})\n"
    );
    let site = Site::jekyll()
        .with("s.svg", svg)
        .with("x.css", style)
        .with("post.md", post);
    let host = server.address.to_string();
    let arguments = ["--fetch", "--fetch-from", &host, "--style", "x.css"];
    export(&site, &arguments, &server).succeeded();
    assert_eq!(server.asked(), [""; 0]);
}

#[test]
fn the_way_into_a_private_network_is_opened_with_fetching_only() {
    let proxy = Server::start(|_, stream| whole(stream));
    let site = Site::jekyll().with("post.md", "Text.\n");
    let run = export(&site, &["--fetch-from", "localhost"], &proxy);
    assert_eq!(run.code, Some(2));
    assert!(run.says("wrong-usage"));
}
