//! The words that a book gets from us, in its language: labels of notes and contents, names of alerts, months.

use crate::calendar::MONTHS;
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
    pub undated: &'static str,
    pub other: &'static str,
    /// Note, tip, important, warning, caution.
    alerts: [&'static str; 5],
    /// The day, month and year in order, as `{d}`, `{m}` and `{y}`.
    date: &'static str,
    /// Month and year, as `{m}` and `{y}`.
    month: &'static str,
    months: [&'static str; 12],
    /// The months' names where no day stands before them, if they differ.
    months_alone: Option<[&'static str; 12]>,
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
        self.date
            .replace("{d}", &date.day().to_string())
            .replace("{m}", month_of(&self.months, date))
            .replace("{y}", &date.year().to_string())
    }

    /// A date's month in words: `June 2016`.
    ///
    /// ```
    /// use chapbook::markup::Words;
    /// let date = jiff::civil::date(2016, 6, 24);
    /// assert_eq!(Words::of("pt").month(date), "junho de 2016");
    /// assert_eq!(Words::of("ru").month(date), "Июнь 2016 г.");
    /// ```
    pub fn month(&self, date: Date) -> String {
        let months = self.months_alone.as_ref().unwrap_or(&self.months);
        self.month
            .replace("{m}", month_of(months, date))
            .replace("{y}", &date.year().to_string())
    }
}

fn month_of(months: &[&'static str; 12], date: Date) -> &'static str {
    let number = usize::try_from(date.month() - 1).unwrap_or(0);
    months.get(number).copied().unwrap_or("")
}

const ENGLISH: Words = Words {
    contents: "Contents",
    landmarks: "Landmarks",
    title_page: "Title page",
    text: "Text",
    notes: "Notes",
    done: "done",
    to_do: "to do",
    undated: "Undated",
    other: "Other",
    alerts: ["Note", "Tip", "Important", "Warning", "Caution"],
    date: "{d} {m} {y}",
    month: "{m} {y}",
    months: MONTHS,
    months_alone: None,
};

static LANGUAGES: [(&str, Words); 14] = [
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
            undated: "Ohne Datum",
            other: "Sonstiges",
            alerts: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"],
            date: "{d}. {m} {y}",
            month: "{m} {y}",
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
            months_alone: None,
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
            undated: "Sans date",
            other: "Autres",
            alerts: [
                "Remarque",
                "Astuce",
                "Important",
                "Avertissement",
                "Attention",
            ],
            date: "{d} {m} {y}",
            month: "{m} {y}",
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
            months_alone: None,
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
            undated: "Sin fecha",
            other: "Otros",
            alerts: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"],
            date: "{d} de {m} de {y}",
            month: "{m} de {y}",
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
            months_alone: None,
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
            undated: "Senza data",
            other: "Altro",
            alerts: ["Nota", "Suggerimento", "Importante", "Avviso", "Attenzione"],
            date: "{d} {m} {y}",
            month: "{m} {y}",
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
            months_alone: None,
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
            undated: "Sem data",
            other: "Outros",
            alerts: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"],
            date: "{d} de {m} de {y}",
            month: "{m} de {y}",
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
            months_alone: None,
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
            undated: "Zonder datum",
            other: "Overig",
            alerts: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"],
            date: "{d} {m} {y}",
            month: "{m} {y}",
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
            months_alone: None,
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
            undated: "Odaterat",
            other: "Övrigt",
            alerts: ["Anmärkning", "Tips", "Viktigt", "Varning", "Försiktighet"],
            date: "{d} {m} {y}",
            month: "{m} {y}",
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
            months_alone: None,
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
            undated: "Без даты",
            other: "Другое",
            alerts: [
                "Примечание",
                "Совет",
                "Важно",
                "Предупреждение",
                "Осторожно",
            ],
            date: "{d} {m} {y} г.",
            month: "{m} {y} г.",
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
            months_alone: Some([
                "Январь",
                "Февраль",
                "Март",
                "Апрель",
                "Май",
                "Июнь",
                "Июль",
                "Август",
                "Сентябрь",
                "Октябрь",
                "Ноябрь",
                "Декабрь",
            ]),
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
            undated: "日付なし",
            other: "その他",
            alerts: ["注記", "ヒント", "重要", "警告", "注意"],
            date: "{y}年{m}{d}日",
            month: "{y}年{m}",
            months: [
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ],
            months_alone: None,
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
            undated: "无日期",
            other: "其他",
            alerts: ["注意", "提示", "重要", "警告", "当心"],
            date: "{y}年{m}{d}日",
            month: "{y}年{m}",
            months: [
                "1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月",
                "12月",
            ],
            months_alone: None,
        },
    ),
    (
        "ar",
        Words {
            contents: "المحتويات",
            landmarks: "معالم",
            title_page: "صفحة العنوان",
            text: "النص",
            notes: "الحواشي",
            done: "تم",
            to_do: "لم يتم",
            undated: "بلا تاريخ",
            other: "أخرى",
            alerts: ["ملاحظة", "نصيحة", "مهم", "تحذير", "تنبيه"],
            date: "{d} {m} {y}",
            month: "{m} {y}",
            months: [
                "يناير",
                "فبراير",
                "مارس",
                "أبريل",
                "مايو",
                "يونيو",
                "يوليو",
                "أغسطس",
                "سبتمبر",
                "أكتوبر",
                "نوفمبر",
                "ديسمبر",
            ],
            months_alone: None,
        },
    ),
    (
        "fa",
        Words {
            contents: "فهرست",
            landmarks: "نشانه‌ها",
            title_page: "صفحهٔ عنوان",
            text: "متن",
            notes: "یادداشت‌ها",
            done: "انجام شد",
            to_do: "انجام نشده",
            undated: "بدون تاریخ",
            other: "دیگر",
            alerts: ["نکته", "راهنمایی", "مهم", "هشدار", "احتیاط"],
            date: "{d} {m} {y}",
            month: "{m} {y}",
            months: [
                "ژانویه",
                "فوریه",
                "مارس",
                "آوریل",
                "مه",
                "ژوئن",
                "ژوئیه",
                "اوت",
                "سپتامبر",
                "اکتبر",
                "نوامبر",
                "دسامبر",
            ],
            months_alone: None,
        },
    ),
    (
        "he",
        Words {
            contents: "תוכן העניינים",
            landmarks: "ציוני דרך",
            title_page: "עמוד השער",
            text: "טקסט",
            notes: "הערות",
            done: "בוצע",
            to_do: "לביצוע",
            undated: "ללא תאריך",
            other: "אחר",
            alerts: ["הערה", "עצה", "חשוב", "אזהרה", "זהירות"],
            date: "{d} ב{m} {y}",
            month: "{m} {y}",
            months: [
                "ינואר",
                "פברואר",
                "מרץ",
                "אפריל",
                "מאי",
                "יוני",
                "יולי",
                "אוגוסט",
                "ספטמבר",
                "אוקטובר",
                "נובמבר",
                "דצמבר",
            ],
            months_alone: None,
        },
    ),
];
