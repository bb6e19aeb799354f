//! The URLs of Hugo's pages: takes a page and its front matter, gives the path of its page on the web.

use super::config::Config;
use crate::source::metadata::{moment, words};
use crate::source::site::content::Page;
use crate::source::slug::FileName;
use crate::source::template::strftime;
use crate::source::value::Map;
use std::path::Path;

/// The path of `page`, without the site's address.
pub fn url(page: &Page, config: &Config, values: &Map) -> String {
    Address {
        page,
        config,
        values,
    }
    .url()
}

struct Address<'a> {
    page: &'a Page,
    config: &'a Config,
    values: &'a Map,
}

impl Address<'_> {
    fn url(&self) -> String {
        let (page, config, values) = (self.page, self.config, self.values);
        let in_folder = config.is_true("defaultcontentlanguageinsubdir");
        let language = match page.language == config.language && !in_folder {
            true => String::new(),
            false => format!("/{}", page.language),
        };
        if let Some(url) = words(values, &["url"]) {
            return match url.strip_prefix('/') {
                Some(_) => url,
                None => format!("{language}/{url}"),
            };
        }
        let path = match self.pattern() {
            Some(pattern) if !page.is_opening() => self.filled(&pattern),
            _ => self.plain(),
        };
        let path = urlized(&path);
        let path = path.trim_matches('/');
        match (path, config.is_true("uglyurls") && !page.is_opening()) {
            ("", _) => format!("{language}/"),
            (path, true) => format!("{language}/{path}.html"),
            (path, false) => format!("{language}/{path}/"),
        }
    }

    /// Folders, then `slug` or the name.
    fn plain(&self) -> String {
        if self.page.is_opening() {
            return self.page.folders.join("/");
        }
        let last = words(self.values, &["slug"]);
        let last =
            last.unwrap_or_else(
                || match self.page.folders.is_empty() && self.page.is_bundle() {
                    true => String::new(),
                    false => self.page.basename().to_owned(),
                },
            );
        format!("{}/{last}", self.page.around().join("/"))
    }

    /// The section's own pattern for URLs.
    fn pattern(&self) -> Option<String> {
        let section = self.page.around().first()?.to_lowercase();
        let all = self.config.table("permalinks");
        let pages = all.table("page");
        words(&pages, &[&section]).or_else(|| words(&all, &[&section]))
    }

    fn filled(&self, pattern: &str) -> String {
        let mut out = String::new();
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once(':') {
            out.push_str(before);
            let end = after
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(after.len());
            let (name, after) = after.split_at(end);
            out.push_str(&self.part(name).unwrap_or_default());
            // `:sections[1:]` chooses among the sections; all are taken.
            rest = match after
                .strip_prefix('[')
                .and_then(|after| after.split_once(']'))
            {
                Some((_, after)) => after,
                None => after,
            };
        }
        out + rest
    }

    fn part(&self, name: &str) -> Option<String> {
        let file = FileName::of(Path::new(self.page.basename()));
        let date = |format: &str| Some(strftime(moment(self.values, &file)?, format));
        let slug = || words(self.values, &["slug"]);
        let title = || words(self.values, &["title"]);
        match name {
            "year" => date("%Y"),
            "month" => date("%m"),
            "monthname" => date("%B"),
            "day" => date("%d"),
            "weekday" => date("%w"),
            "weekdayname" => date("%A"),
            "yearday" => date("%-j"),
            "section" => self.page.around().first().cloned(),
            "sections" => Some(self.page.around().join("/")),
            "title" => title(),
            "slug" => slug().or_else(title),
            "slugorfilename" | "slugorcontentbasename" => {
                slug().or(Some(self.page.basename().to_owned()))
            }
            "filename" | "contentbasename" => Some(self.page.basename().to_owned()),
            _ => None,
        }
    }
}

/// A path as Hugo writes it in URLs: lower case, hyphens for spaces, without the signs that URLs have other uses for.
pub fn urlized(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for letter in path.chars() {
        match letter {
            letter if letter.is_alphanumeric() || "./_-+~".contains(letter) => {
                out.extend(letter.to_lowercase());
            }
            letter if letter.is_whitespace() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    out
}
