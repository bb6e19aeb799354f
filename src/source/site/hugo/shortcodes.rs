//! Hugo's own shortcodes, as a book can have them.

use super::Hugo;
use super::refs;
use crate::diagnostics::{Diagnostic, Diagnostics};
use crate::source::catalogue::Catalogue;
use crate::source::document::Document;
use crate::source::front_matter;
use crate::source::rewrite::indented;
use crate::source::shortcode::{
    Arguments, Call, Notation, Place, Setting, Shortcodes, autolink, code_span, embed, expand,
    fenced, figure, what_is_left,
};
use crate::source::site::Generator;
use crate::source::site::content::Page;
use crate::source::site::texts::is_markdown;
use crate::source::slug;
use crate::source::text::Entered;
use crate::source::value::{Map, Node};
use crate::span::{MappedText, Sources};
use std::path::{Path, PathBuf};

/// How many files may include each other.
const DEEPEST: usize = 10;
/// How many bytes one page may include.
const MOST: usize = 4 << 20;
/// What an include costs beside its bytes.
const COST: usize = 64;

/// The shortcodes of one page.
pub struct Running<'a> {
    site: &'a Hugo,
    page: Option<Page>,
    document: &'a Document,
    catalogue: Option<&'a Catalogue>,
    sources: &'a mut Sources,
    told: Diagnostics,
    /// The files that are being included, each by the one before it.
    open: Vec<PathBuf>,
    left: usize,
}

impl<'a> Running<'a> {
    /// For the text of `document`.
    pub fn new(
        site: &'a Hugo,
        document: &'a Document,
        catalogue: Option<&'a Catalogue>,
        sources: &'a mut Sources,
    ) -> Running<'a> {
        Running {
            page: site.config().page(document.path()),
            open: vec![document.path().to_owned()],
            told: Diagnostics::default(),
            left: MOST,
            site,
            document,
            catalogue,
            sources,
        }
    }

    /// The document's text with its shortcodes carried out.
    pub fn text(mut self, messages: &mut Diagnostics) -> MappedText {
        let text = expand(&self.document.text, Notation::Hugo, &mut self, messages);
        messages.append(self.told);
        text
    }
}

impl Shortcodes for Running<'_> {
    fn run(&mut self, call: &Call, inner: Option<&MappedText>, place: &Place<'_>) -> MappedText {
        let given = &call.arguments;
        let is_lone = inner.is_none_or(|inner| inner.as_str().trim().is_empty());
        let own = match (call.name.as_str(), inner) {
            ("figure", _) if is_lone => figure(given, place),
            ("ref" | "relref", None) => self.reference(given).map(|url| piece(&url, place)),
            ("param", None) => Some(piece(&self.param(given, place), place)),
            ("highlight", Some(code)) => Some(highlight(given, code, place)),
            ("details", Some(text)) => Some(details(given, text, place)),
            ("qr", inner) => qr(given, inner, place),
            ("comment", Some(_)) => Some(MappedText::default()),
            (name, inner) if name.ends_with(".inline") => {
                self.site.met(name, place.span);
                Some(inner.map_or_else(MappedText::default, without_actions))
            }
            (name, _) if is_lone => {
                player(name, given).map(|url| embed(given.named("title"), &url, place))
            }
            _ => None,
        };
        own.unwrap_or_else(|| self.others(call, inner, place))
    }
}

fn piece(words: &str, place: &Place<'_>) -> MappedText {
    let mut piece = MappedText::default();
    piece.push_expanded(words, place.span);
    piece
}

/// Where a reader finds what a player would show.
fn player(name: &str, given: &Arguments) -> Option<String> {
    let id = given.get("id", 0);
    Some(match name {
        "youtube" => format!("https://www.youtube.com/watch?v={}", id?),
        "vimeo" | "vimeo_simple" => format!("https://vimeo.com/{}", id?),
        "instagram" | "instagram_simple" => format!("https://www.instagram.com/p/{}/", id?),
        "gist" => gist(given)?,
        "x" | "x_simple" | "tweet" | "twitter" | "twitter_simple" => {
            format!(
                "https://x.com/{}/status/{}",
                given.named("user").unwrap_or("i"),
                id?
            )
        }
        _ => return None,
    })
}

/// The gist, or one of its files, whose place on the page is called as the file is.
fn gist(given: &Arguments) -> Option<String> {
    let (user, id) = (given.get("user", 0)?, given.get("id", 1)?);
    let place = given
        .get("file", 2)
        .map_or(String::new(), |file| format!("#file-{}", slug::ascii(file)));
    Some(format!("https://gist.github.com/{user}/{id}{place}"))
}

/// What is left of an inline shortcode's template: Go's actions, `{{ now }}`, are for Hugo to run.
fn without_actions(template: &MappedText) -> MappedText {
    let text = template.as_str();
    let mut out = MappedText::default();
    let mut done = 0;
    while let Some(start) = text.get(done..).and_then(|rest| rest.find("{{")) {
        let start = done + start;
        out.push_mapped(template, done..start);
        let end = text.get(start..).and_then(|rest| rest.find("}}"));
        done = end.map_or(text.len(), |end| start + end + 2);
    }
    out.push_mapped(template, done..text.len());
    out
}

/// A block of code, or a code span if `hl_inline` says so.
fn highlight(given: &Arguments, code: &MappedText, place: &Place<'_>) -> MappedText {
    let options = given.get("options", 1).unwrap_or_default();
    let options: String = options.to_lowercase().split_whitespace().collect();
    match options.contains("hl_inline=true") {
        true => code_span(code, place),
        false => fenced(code, given.get("lang", 0).unwrap_or_default(), place),
    }
}

fn details(given: &Arguments, text: &MappedText, place: &Place<'_>) -> MappedText {
    let setting = Setting::of(place);
    let prefix = setting.prefix();
    let summary = given.get("summary", 0).unwrap_or("Details");
    let mut out = MappedText::default();
    // Blank lines let Markdown be read inside of HTML.
    let lines = [
        "<details>",
        "<summary>",
        "",
        summary,
        "",
        "</summary>",
        "",
        "",
    ];
    out.push_expanded(&lines.join(&format!("\n{prefix}")), place.span);
    out.push_mapped(text, 0..text.as_str().len());
    out.push_expanded(&format!("\n{prefix}\n{prefix}</details>\n"), place.span);
    out
}

/// What the code would tell a camera.
fn qr(given: &Arguments, inner: Option<&MappedText>, place: &Place<'_>) -> Option<MappedText> {
    match inner {
        Some(inner) => Some(fenced(inner, "", place)),
        None => given
            .get("text", 0)
            .map(|words| piece(&autolink(words), place)),
    }
}

impl Running<'_> {
    /// The URL of a page; what leads nowhere stays as it is written, and links tell of it.
    fn reference(&self, given: &Arguments) -> Option<String> {
        let written = given.get("path", 0)?;
        let page = self.page.as_ref()?;
        let language = given
            .get("lang", 1)
            .filter(|code| self.site.config().knows(code));
        let language = language.unwrap_or(&page.language);
        let found = match self.catalogue {
            Some(catalogue) => self
                .site
                .references(catalogue)
                .find(page, written, language),
            None => self.on_disk(page, written),
        };
        Some(found.unwrap_or_else(|| written.to_owned()))
    }

    /// The page that is read alone knows of no others but by their files.
    fn on_disk(&self, page: &Page, written: &str) -> Option<String> {
        let (path, fragment) = written.split_once('#').unwrap_or((written, ""));
        let mark = if fragment.is_empty() { "" } else { "#" };
        if path.is_empty() {
            return Some(format!("{mark}{fragment}"));
        }
        let keys = refs::keys(page, path).into_iter();
        let url = keys.filter_map(|key| self.site.url_of(&key)).next()?;
        Some(format!("{url}{mark}{fragment}"))
    }

    /// What front matter, else the site, says of a parameter: `author.name`.
    fn param(&mut self, given: &Arguments, place: &Place<'_>) -> String {
        let name = given.get("name", 0).unwrap_or_default();
        let lower = name.to_lowercase();
        let values = &self.document.values;
        let own = |name: &str| {
            let below = values.get("params").and_then(|params| deep(params, name));
            below.or_else(|| deep_in(values, name))
        };
        let whole = || deep(self.site.config().whole.get("params")?, &lower);
        let found = own(name).or_else(|| own(&lower)).or_else(whole);
        found.map(listed).unwrap_or_else(|| {
            let message = format!("neither the page nor the site says what `{name}` is");
            let message = Diagnostic::warning("param-missing", message).at(place.span);
            self.told
                .report(message.help("nothing is put in its place"));
            String::new()
        })
    }

    /// A shortcode of the site's own: the file that it names, or what is left of it without running it.
    fn others(&mut self, call: &Call, inner: Option<&MappedText>, place: &Place<'_>) -> MappedText {
        if inner.is_none()
            && let Some(text) = self.included(&call.arguments, place)
        {
            return text;
        }
        self.site.met(&call.name, place.span);
        what_is_left(call, inner, place)
    }

    /// The text of the Markdown file that an argument names, where sites keep what several pages share.
    fn included(&mut self, given: &Arguments, place: &Place<'_>) -> Option<MappedText> {
        let named = given.all().find(|value| is_markdown(Path::new(value)))?;
        let path = self.site.text_called(named, self.open.last()?.parent()?)?;
        let text = self.text_at(&path)?;
        let left = self.left.checked_sub(text.as_str().len() + COST);
        if self.open.contains(&path) || self.open.len() > DEEPEST || left.is_none() {
            let message = format!("`{named}` includes itself, or too much is included");
            let message = Diagnostic::warning("include-endless", message).at(place.span);
            self.told.report(message.help("it was left out here"));
            return Some(MappedText::default());
        }
        self.left = left.unwrap_or(0);
        self.open.push(path);
        let mut told = Diagnostics::default();
        let text = expand(&text, Notation::Hugo, self, &mut told);
        self.told.append(told);
        self.open.pop();
        Some(indented(&text, Setting::of(place).prefix(), place.span))
    }

    /// A file's text without its front matter.
    fn text_at(&mut self, path: &Path) -> Option<MappedText> {
        if let Some(document) = self.catalogue.and_then(|catalogue| catalogue.at(path)) {
            return Some(document.text.clone());
        }
        let entered = Entered::at(self.site.files(), path, self.sources).ok()?;
        let text = entered.text();
        let head = front_matter::find(text.as_str());
        Some(front_matter::after(text, head))
    }
}

/// A value as words; a list's with commas.
fn listed(node: &Node) -> String {
    let words = node.words().into_iter();
    let items = node.items().iter().filter_map(Node::words);
    words.chain(items).collect::<Vec<_>>().join(", ")
}

fn deep_in<'a>(map: &'a Map, name: &str) -> Option<&'a Node> {
    match name.split_once('.') {
        Some((first, rest)) => deep(map.get(first)?, rest),
        None => map.get(name),
    }
}

fn deep<'a>(node: &'a Node, name: &str) -> Option<&'a Node> {
    name.split('.').try_fold(node, |node, name| node.get(name))
}
