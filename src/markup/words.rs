//! The words that a book gets from us, in its language: labels of notes and contents, names of alerts, months.

use crate::document::AlertKind;
use jiff::civil::Date;

/// The words of one language.
#[derive(Debug, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "each is the English word or phrase of its name"
)]
pub struct Words {
    pub contents: &'static str,
    pub landmarks: &'static str,
    pub title_page: &'static str,
    pub text: &'static str,
    pub notes: &'static str,
    pub done: &'static str,
    pub to_do: &'static str,
    /// Note, tip, important, warning, caution.
    alerts: [&'static str; 5],
    /// The day, month and year in order, as `{d}`, `{m}` and `{y}`.
    date: &'static str,
    months: [&'static str; 12],
}

impl Words {
    /// The words of a BCP 47 tag's language; English where they are not known.
    pub fn of(tag: &str) -> &'static Words {
        let primary = tag.split(['-', '_']).next().unwrap_or(tag);
        let known = LANGUAGES
            .iter()
            .find(|(language, _)| language.eq_ignore_ascii_case(primary));
        known.map_or(&ENGLISH, |(_, words)| words)
    }

    /// An alert's class and its title.
    pub fn alert(&self, kind: AlertKind) -> (&'static str, &'static str) {
        let [note, tip, important, warning, caution] = self.alerts;
        match kind {
            AlertKind::Note => ("note", note),
            AlertKind::Tip => ("tip", tip),
            AlertKind::Important => ("important", important),
            AlertKind::Warning => ("warning", warning),
            AlertKind::Caution => ("caution", caution),
        }
    }

    /// A date in words: `24 June 2016`.
    ///
    /// ```
    /// use chapbook::markup::Words;
    /// let date = jiff::civil::date(2016, 6, 24);
    /// assert_eq!(Words::of("en-GB").date(date), "24 June 2016");
    /// assert_eq!(Words::of("de").date(date), "24. Juni 2016");
    /// ```
    pub fn date(&self, date: Date) -> String {
        let month = usize::try_from(date.month() - 1).unwrap_or(0);
        let month = self.months.get(month).copied().unwrap_or("");
        self.date
            .replace("{d}", &date.day().to_string())
            .replace("{m}", month)
            .replace("{y}", &date.year().to_string())
    }
}

const ENGLISH: Words = Words {
    contents: "Contents",
    landmarks: "Landmarks",
    title_page: "Title page",
    text: "Text",
    notes: "Notes",
    done: "done",
    to_do: "to do",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    date: "{d} {m} {y}",
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
};

static LANGUAGES: [(&str, Words); 11] = [
    ("en", ENGLISH),
    (
        "de",
        Words {
            contents: "Inhalt",
            landmarks: "Orientierungspunkte",
            title_page: "Titelseite",
            text: "Text",
            notes: "Anmerkungen",
            done: "erledigt",
            to_do: "offen",
            alerts: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
            date: "{d}. {m} {y}",
            months: [
                "Januar",
                "Februar",
                "März",
                "April",
                "Mai",
                "Juni",
                "Juli",
                "August",
                "September",
                "Oktober",
                "November",
                "Dezember",
            ],
        },
    ),
    (
        "fr",
        Words {
            contents: "Table des matières",
            landmarks: "Repères",
            title_page: "Page de titre",
            text: "Texte",
            notes: "Notes",
            done: "fait",
            to_do: "à faire",
            alerts: [
                "Remarque",
                "Astuce",
                "Important",
                "Avertissement",
                "Attention",
            ],
            date: "{d} {m} {y}",
            months: [
                "janvier",
                "février",
                "mars",
                "avril",
                "mai",
                "juin",
                "juillet",
                "août",
                "septembre",
                "octobre",
                "novembre",
                "décembre",
            ],
        },
    ),
    (
        "es",
        Words {
            contents: "Índice",
            landmarks: "Puntos de referencia",
            title_page: "Portada",
            text: "Texto",
            notes: "Notas",
            done: "hecho",
            to_do: "pendiente",
            alerts: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
            date: "{d} de {m} de {y}",
            months: [
                "enero",
                "febrero",
                "marzo",
                "abril",
                "mayo",
                "junio",
                "julio",
                "agosto",
                "septiembre",
                "octubre",
                "noviembre",
                "diciembre",
            ],
        },
    ),
    (
        "it",
        Words {
            contents: "Indice",
            landmarks: "Punti di riferimento",
            title_page: "Frontespizio",
            text: "Testo",
            notes: "Note",
            done: "fatto",
            to_do: "da fare",
            alerts: ["Nota", "Suggerimento", "Importante", "Avviso", "Attenzione"],
            date: "{d} {m} {y}",
            months: [
                "gennaio",
                "febbraio",
                "marzo",
                "aprile",
                "maggio",
                "giugno",
                "luglio",
                "agosto",
                "settembre",
                "ottobre",
                "novembre",
                "dicembre",
            ],
        },
    ),
    (
        "pt",
        Words {
            contents: "Índice",
            landmarks: "Pontos de referência",
            title_page: "Página de rosto",
            text: "Texto",
            notes: "Notas",
            done: "feito",
            to_do: "por fazer",
            alerts: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
            date: "{d} de {m} de {y}",
            months: [
                "janeiro",
                "fevereiro",
                "março",
                "abril",
                "maio",
                "junho",
                "julho",
                "agosto",
                "setembro",
                "outubro",
                "novembro",
                "dezembro",
            ],
        },
    ),
    (
        "nl",
        Words {
            contents: "Inhoud",
            landmarks: "Oriëntatiepunten",
            title_page: "Titelpagina",
            text: "Tekst",
            notes: "Noten",
            done: "gedaan",
            to_do: "te doen",
            alerts: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
            date: "{d} {m} {y}",
            months: [
                "januari",
                "februari",
                "maart",
                "april",
                "mei",
                "juni",
                "juli",
                "augustus",
                "september",
                "oktober",
                "november",
                "december",
            ],
        },
    ),
    (
        "sv",
        Words {
            contents: "Innehåll",
            landmarks: "Landmärken",
            title_page: "Titelsida",
            text: "Text",
            notes: "Noter",
            done: "klart",
            to_do: "att göra",
            alerts: ["Anmärkning", "Tips", "Viktigt", "Varning", "Försiktighet"],
            date: "{d} {m} {y}",
            months: [
                "januari",
                "februari",
                "mars",
                "april",
                "maj",
                "juni",
                "juli",
                "augusti",
                "september",
                "oktober",
                "november",
                "december",
            ],
        },
    ),
    (
        "ru",
        Words {
            contents: "Содержание",
            landmarks: "Ориентиры",
            title_page: "Титульный лист",
            text: "Текст",
            notes: "Примечания",
            done: "сделано",
            to_do: "не сделано",
            alerts: [
                "Примечание",
                "Совет",
                "Важно",
                "Предупреждение",
                "Осторожно",
            ],
            date: "{d} {m} {y} г.",
            months: [
                "января",
                "февраля",
                "марта",
                "апреля",
                "мая",
                "июня",
                "июля",
                "августа",
                "сентября",
                "октября",
                "ноября",
                "декабря",
            ],
        },
    ),
    (
        "ja",
        Words {
            contents: "目次",
            landmarks: "ランドマーク",
            title_page: "扉",
            text: "本文",
            notes: "注",
            done: "完了",
            to_do: "未完了",
            alerts: ["注記", "ヒント", "重要", "警告", "注意"],
            date: "{y}年{m}{d}日",
            months: [
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ],
        },
    ),
    (
        "zh",
        Words {
            contents: "目录",
            landmarks: "导览",
            title_page: "扉页",
            text: "正文",
            notes: "注释",
            done: "已完成",
            to_do: "未完成",
            alerts: ["注意", "提示", "重要", "警告", "当心"],
            date: "{y}年{m}{d}日",
            months: [
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ],
        },
    ),
];
