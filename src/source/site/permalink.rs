//! The URLs that Jekyll gives to pages: takes a file's path and front matter, gives the path of its page.

use crate::source::date::Moment;
use crate::source::metadata::{labels, moment, words};
use crate::source::slug::{self, FileName};
use crate::source::value::Map;
use std::collections::HashSet;
use std::path::Path;

/// Jekyll's named styles (`permalink: pretty`).
const STYLES: [(&str, &str); 5] = [
    ("date", "/:categories/:year/:month/:day/:title.html"),
    ("pretty", "/:categories/:year/:month/:day/:title/"),
    ("ordinal", "/:categories/:year/:y_day/:title.html"),
    (
        "weekdate",
        "/:categories/:year/W:week/:short_day/:title.html",
    ),
    ("none", "/:categories/:title.html"),
];

/// The URL, without the site's address, of the file at `path` (from the folder that holds `_posts`), of the collection
/// `kind`, in a site with `config`.
pub fn url(config: &Map, path: &Path, kind: &str, values: &Map) -> String {
    let pattern = words(values, &["permalink"]).unwrap_or_else(|| pattern(config, kind));
    let pattern = styled(&pattern);
    let parts = Parts::of(path, kind, values);
    let url = parts.filled(&pattern);
    let mut out = String::from("/");
    for part in url.split('/').filter(|part| !part.is_empty()) {
        out.push_str(part);
        out.push('/');
    }
    if !url.ends_with('/') {
        out.pop();
    }
    if out.is_empty() { "/".to_owned() } else { out }
}

/// The pattern for a kind of file, where it doesn't say so itself.
fn pattern(config: &Map, kind: &str) -> String {
    let site = words(config, &["permalink"]);
    let collection = config
        .get("collections")
        .and_then(|all| all.get(kind)?.get("permalink"));
    let collection = collection.and_then(|node| node.words());
    let ending = ending(site.as_deref());
    match (kind, collection, site) {
        (_, Some(pattern), _) => pattern,
        ("posts", None, site) => site.unwrap_or_else(|| "date".to_owned()),
        ("pages", None, _) => format!("/:path/:basename{ending}"),
        (_, None, _) => format!("/:collection/:path{ending}"),
    }
}

/// How the URLs of pages end in a site whose posts have this style (Jekyll's `add_permalink_suffix`).
fn ending(site: Option<&str>) -> &'static str {
    match site {
        Some("pretty") => "/",
        None | Some("date" | "ordinal" | "weekdate" | "none") => ".html",
        Some(pattern) if pattern.ends_with('/') => "/",
        Some(pattern) if pattern.ends_with(":output_ext") => ".html",
        Some(_) => "",
    }
}

fn styled(pattern: &str) -> String {
    let mut styles = STYLES.iter();
    let style = styles.find(|(name, _)| *name == pattern);
    style.map_or(pattern, |(_, pattern)| pattern).to_owned()
}

/// What stands for the names in a pattern.
struct Parts<'a> {
    kind: &'a str,
    name: FileName,
    /// Folders between the collection's folder and the file.
    folders: String,
    basename: String,
    moment: Option<Moment>,
    values: &'a Map,
}

impl<'a> Parts<'a> {
    fn of(path: &Path, kind: &'a str, values: &'a Map) -> Parts<'a> {
        let name = FileName::of(path);
        let folders = path.parent().into_iter().flat_map(Path::iter);
        let folders = folders.filter_map(|folder| folder.to_str());
        let folders: Vec<&str> = match kind {
            "pages" => folders.collect(),
            _ => folders
                .skip_while(|folder| !folder.starts_with('_'))
                .skip(1)
                .collect(),
        };
        let basename = path.file_stem().unwrap_or_default().to_string_lossy();
        Parts {
            moment: moment(values, &name),
            folders: folders.join("/"),
            basename: basename.into_owned(),
            kind,
            name,
            values,
        }
    }

    fn filled(&self, pattern: &str) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once(':') {
            out.push_str(before);
            let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
            let end = after.find(|c| !is_name(c)).unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            match self.part(name) {
                Some(part) => out.push_str(&part),
                None => {
                    out.push(':');
                    out.push_str(name);
                }
            }
            rest = after;
        }
        out + rest
    }

    fn part(&self, name: &str) -> Option<String> {
        let formatted = |format: &str| {
            let filled = |moment| crate::source::template::strftime(moment, format);
            Some(self.moment.map_or_else(String::new, filled))
        };
        match name {
            "title" => Some(self.title()),
            "slug" => Some(slug::jekyll(&self.title(), "")),
            "name" => Some(slug::jekyll(&self.basename, "")),
            "basename" if self.basename == "index" => Some(String::new()),
            "basename" => Some(self.basename.clone()),
            "path" if self.kind == "pages" => Some(self.folders.clone()),
            "path" => Some(format!("{}/{}", self.folders, self.basename)),
            "collection" => Some(self.kind.to_owned()),
            "categories" => Some(self.categories().join("/")),
            "slugified_categories" => {
                let all = self.categories();
                let slugs = all.iter().map(|label| slug::jekyll(label, ""));
                Some(slugs.collect::<Vec<_>>().join("/"))
            }
            "output_ext" => Some(".html".to_owned()),
            "year" => formatted("%Y"),
            "short_year" => formatted("%y"),
            "month" => formatted("%m"),
            "i_month" => formatted("%-m"),
            "short_month" => formatted("%b"),
            "long_month" => formatted("%B"),
            "day" => formatted("%d"),
            "i_day" => formatted("%-d"),
            "y_day" => formatted("%j"),
            "short_day" => formatted("%a"),
            "long_day" => formatted("%A"),
            "week" => formatted("%V"),
            "w_year" => formatted("%G"),
            "w_day" => formatted("%u"),
            "hour" => formatted("%H"),
            "minute" => formatted("%M"),
            "second" => formatted("%S"),
            _ => None,
        }
    }

    fn title(&self) -> String {
        let said = words(self.values, &["slug"]);
        slug::jekyll_cased(said.as_deref().unwrap_or(&self.name.slug), "pretty")
    }

    fn categories(&self) -> Vec<String> {
        let mut seen = HashSet::new();
        let all = labels(self.values, "categories", "category").into_iter();
        let all = all.map(|label| label.to_lowercase());
        all.filter(|label| seen.insert(label.clone())).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::value::{Node, Value};

    fn map(entries: &[(&str, &str)]) -> Map {
        let entries = entries.iter();
        let entries = entries.map(|(name, text)| ((*name).into(), Node::from(Value::from(*text))));
        Map::of(entries.collect())
    }

    fn url_of(config: &[(&str, &str)], path: &str, values: &[(&str, &str)]) -> String {
        let path = Path::new(path);
        let kind = crate::source::site::jekyll::kind(path);
        url(&map(config), path, &kind, &map(values))
    }

    #[test]
    fn posts_have_dates_and_categories_in_their_urls() {
        let post = "_posts/2016-06-24-summit.md";
        assert_eq!(url_of(&[], post, &[]), "/2016/06/24/summit.html");
        let said = [("categories", "NFV Open")];
        assert_eq!(url_of(&[], post, &said), "/nfv/open/2016/06/24/summit.html");
        let pretty = [("permalink", "pretty")];
        assert_eq!(url_of(&pretty, post, &[]), "/2016/06/24/summit/");
        let own = [("permalink", "/talks/:title:output_ext")];
        assert_eq!(url_of(&[], post, &own), "/talks/summit.html");
        assert_eq!(url_of(&own, post, &[]), "/talks/summit.html");
        let cased = "_posts/2016-06-24-Our Summit.md";
        let cats = [("category", "Cats")];
        assert_eq!(
            url_of(&[], cased, &cats),
            "/cats/2016/06/24/Our-Summit.html"
        );
        let named = [("category", "Open Source")];
        assert_eq!(
            url_of(&[("permalink", "none")], post, &named),
            "/open source/summit.html"
        );
    }

    #[test]
    fn pages_and_collections_have_their_paths() {
        assert_eq!(url_of(&[], "about/team.md", &[]), "/about/team.html");
        assert_eq!(
            url_of(&[], "about/index.md", &[("permalink", "/about/")]),
            "/about/"
        );
        assert_eq!(url_of(&[], "_pages/me.md", &[]), "/_pages/me.html");
        assert_eq!(
            url_of(&[], "_docs/a/install.md", &[]),
            "/docs/a/install.html"
        );
        for (style, page, document) in [
            ("pretty", "/about/team/", "/docs/install/"),
            ("/blog/:title", "/about/team", "/docs/install"),
            (
                ":title:output_ext",
                "/about/team.html",
                "/docs/install.html",
            ),
        ] {
            let style = [("permalink", style)];
            assert_eq!(url_of(&style, "about/team.md", &[]), page);
            assert_eq!(url_of(&style, "_docs/install.md", &[]), document);
        }
    }
}
