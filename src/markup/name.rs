//! The elements there are: XHTML's content elements, without anything that runs, loads or submits.

macro_rules! names {
    ($($variant:ident $name:literal),* $(,)?) => {
        /// An XHTML element's name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs, reason = "each is the XHTML element of its name")]
        pub enum Name { $($variant),* }

        impl Name {
            /// As it is written.
            pub const fn as_str(self) -> &'static str {
                match self { $(Name::$variant => $name),* }
            }

            /// The element of this lower-case name.
            pub fn parse(name: &str) -> Option<Name> {
                match name { $($name => Some(Name::$variant),)* _ => None }
            }
        }
    };
}

names! {
    Html "html", Body "body",
    Section "section", Article "article", Aside "aside", Header "header", Footer "footer", Address "address", Nav "nav", Div "div",
    H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6",
    P "p", Blockquote "blockquote", Pre "pre", Hr "hr", Figure "figure", Figcaption "figcaption",
    Ul "ul", Ol "ol", Li "li", Dl "dl", Dt "dt", Dd "dd", Details "details", Summary "summary",
    Table "table", Caption "caption", Colgroup "colgroup", Col "col", Thead "thead", Tbody "tbody", Tfoot "tfoot", Tr "tr", Th "th", Td "td",
    A "a", Em "em", Strong "strong", Del "del", Ins "ins", S "s", Sup "sup", Sub "sub", Kbd "kbd", Code "code", Samp "samp", Var "var",
    Abbr "abbr", Cite "cite", Dfn "dfn", Q "q", B "b", I "i", U "u", Small "small", Mark "mark", Time "time", Bdi "bdi", Bdo "bdo",
    Ruby "ruby", Rt "rt", Span "span", Br "br", Wbr "wbr", Img "img",
}

impl Name {
    /// A heading's level, 1 to 6.
    pub const fn heading_level(self) -> Option<u8> {
        match self {
            Name::H1 => Some(1),
            Name::H2 => Some(2),
            Name::H3 => Some(3),
            Name::H4 => Some(4),
            Name::H5 => Some(5),
            Name::H6 => Some(6),
            _ => None,
        }
    }

    /// Has it no content and no end tag (HTML 13.1.2: void elements)?
    pub const fn is_void(self) -> bool {
        matches!(
            self,
            Name::Hr | Name::Br | Name::Wbr | Name::Img | Name::Col
        )
    }

    /// Does it stand on its own lines?
    pub const fn is_block(self) -> bool {
        matches!(
            self,
            Name::Html
                | Name::Body
                | Name::Section
                | Name::Article
                | Name::Aside
                | Name::Header
                | Name::Footer
                | Name::Address
                | Name::Nav
                | Name::Div
                | Name::P
                | Name::Blockquote
                | Name::H1
                | Name::H2
                | Name::H3
                | Name::H4
                | Name::H5
                | Name::H6
                | Name::Pre
                | Name::Hr
                | Name::Figure
                | Name::Figcaption
                | Name::Ul
                | Name::Ol
                | Name::Li
                | Name::Dl
                | Name::Dt
                | Name::Dd
                | Name::Details
                | Name::Summary
                | Name::Table
                | Name::Caption
                | Name::Colgroup
                | Name::Col
                | Name::Thead
                | Name::Tbody
                | Name::Tfoot
                | Name::Tr
                | Name::Th
                | Name::Td
        )
    }
}
