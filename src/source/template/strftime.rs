//! Dates in a format, as Ruby's `strftime` writes them: `%b %-d, %Y`.

use crate::calendar::{DAYS, MONTHS};
use crate::source::date::Moment;
use std::iter::Peekable;
use std::str::Chars;

/// Writes `moment` in `format`. What is no directive stands as it is.
pub fn strftime(moment: Moment, format: &str) -> String {
    let mut out = String::new();
    let mut rest = format.chars().peekable();
    while let Some(character) = rest.next() {
        if character != '%' {
            out.push(character);
            continue;
        }
        let before = rest.clone();
        match directive(moment, &mut rest) {
            Some(text) => out.push_str(&text),
            None => {
                out.push('%');
                rest = before;
            }
        }
    }
    out
}

/// Flags and width before a directive.
#[derive(Default)]
struct Style {
    /// `-`: no padding; `_`: spaces; `0`: zeros.
    padding: Option<char>,
    /// `^`.
    upper: bool,
    /// `#`.
    swapped: bool,
    width: usize,
}

fn directive(moment: Moment, rest: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut style = Style::default();
    let mut colons = 0;
    loop {
        match rest.next()? {
            flag @ ('-' | '_') => style.padding = Some(flag),
            '0' if style.width == 0 => style.padding = Some('0'),
            '^' => style.upper = true,
            '#' => style.swapped = true,
            ':' => colons += 1,
            digit @ '0'..='9' => {
                let digit = digit.to_digit(10).unwrap_or(0) as usize;
                style.width = (style.width * 10 + digit).min(100);
            }
            letter => return style.written(part(moment, letter, colons)?),
        }
    }
}

/// What a directive stands for.
enum Part {
    /// A number and its usual width and padding.
    Number(i64, usize, char),
    /// A word.
    Word(String),
}

fn part(moment: Moment, letter: char, colons: usize) -> Option<Part> {
    let civil = moment.civil;
    let (hour, minute, second) = (civil.hour(), civil.minute(), civil.second());
    let hour12 = (hour + 11) % 12 + 1;
    let number = |number: i64, width| Some(Part::Number(number, width, '0'));
    let spaced = |number: i64| Some(Part::Number(number, 2, ' '));
    let inner = |format: &str| Some(Part::Word(strftime(moment, format)));
    let week = civil.date().iso_week_date();
    let monday0 = i64::from(civil.weekday().to_monday_zero_offset());
    let sunday0 = i64::from(civil.weekday().to_sunday_zero_offset());
    let day_of_year = i64::from(civil.day_of_year());
    match letter {
        'Y' => number(civil.year().into(), 4),
        'C' => number(i64::from(civil.year()).div_euclid(100), 2),
        'y' => number(i64::from(civil.year()).rem_euclid(100), 2),
        'm' => number(civil.month().into(), 2),
        'd' => number(civil.day().into(), 2),
        'e' => spaced(civil.day().into()),
        'j' => number(day_of_year, 3),
        'H' => number(hour.into(), 2),
        'k' => spaced(hour.into()),
        'I' => number(hour12.into(), 2),
        'l' => spaced(hour12.into()),
        'M' => number(minute.into(), 2),
        'S' => number(second.into(), 2),
        'L' => number(civil.millisecond().into(), 3),
        'N' => number(civil.subsec_nanosecond().into(), 9),
        's' => number(moment.unix(), 1),
        'u' => number(monday0 + 1, 1),
        'w' => number(sunday0, 1),
        'G' => number(week.year().into(), 4),
        'g' => number(i64::from(week.year()).rem_euclid(100), 2),
        'V' => number(week.week().into(), 2),
        'U' => number((day_of_year + 6 - sunday0) / 7, 2),
        'W' => number((day_of_year + 6 - monday0) / 7, 2),
        'B' => Some(Part::Word(month(moment).to_owned())),
        'b' | 'h' => Some(Part::Word(short(month(moment)))),
        'A' => Some(Part::Word(day(moment).to_owned())),
        'a' => Some(Part::Word(short(day(moment)))),
        'p' => Some(Part::Word(half(hour).to_owned())),
        'P' => Some(Part::Word(half(hour).to_lowercase())),
        'z' => Some(Part::Word(offset(moment, colons))),
        'Z' => Some(Part::Word("UTC".to_owned()).filter_zone(moment)),
        'F' => inner("%Y-%m-%d"),
        'D' | 'x' => inner("%m/%d/%y"),
        'T' | 'X' => inner("%H:%M:%S"),
        'R' => inner("%H:%M"),
        'r' => inner("%I:%M:%S %p"),
        'c' => inner("%a %b %e %H:%M:%S %Y"),
        'v' => inner("%e-%^b-%Y"),
        'n' => Some(Part::Word("\n".to_owned())),
        't' => Some(Part::Word("\t".to_owned())),
        '%' => Some(Part::Word("%".to_owned())),
        _ => None,
    }
}

impl Part {
    /// A zone has a name only where it is UTC.
    fn filter_zone(self, moment: Moment) -> Part {
        if moment.offset == 0 {
            self
        } else {
            Part::Word(String::new())
        }
    }
}

impl Style {
    fn written(&self, part: Part) -> Option<String> {
        let (text, width, padding) = match part {
            Part::Number(number, width, padding) => (number.to_string(), width, padding),
            Part::Word(word) => (self.cased(word), 0, ' '),
        };
        let padding = match self.padding {
            Some('-') => return Some(text),
            Some('_') => ' ',
            Some(zero) => zero,
            None => padding,
        };
        let width = self.width.max(width);
        let missing = width.saturating_sub(text.chars().count());
        let padding: String = std::iter::repeat_n(padding, missing).collect();
        Some(padding + &text)
    }

    fn cased(&self, word: String) -> String {
        match (self.upper, self.swapped) {
            (true, _) => word.to_uppercase(),
            (false, true) if word.chars().all(|c| !c.is_lowercase()) => word.to_lowercase(),
            (false, true) => word.to_uppercase(),
            (false, false) => word,
        }
    }
}

fn month(moment: Moment) -> &'static str {
    let at = usize::try_from(moment.civil.month() - 1).unwrap_or(0);
    MONTHS.get(at).copied().unwrap_or_default()
}

fn day(moment: Moment) -> &'static str {
    let at = usize::try_from(moment.civil.weekday().to_sunday_zero_offset()).unwrap_or(0);
    DAYS.get(at).copied().unwrap_or_default()
}

fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

fn half(hour: i8) -> &'static str {
    if hour < 12 { "AM" } else { "PM" }
}

/// `+0200`, `+02:00`, `+02:00:00`.
fn offset(moment: Moment, colons: usize) -> String {
    let sign = if moment.offset < 0 { '-' } else { '+' };
    let minutes = moment.offset.abs() / 60;
    let (hours, minutes) = (minutes / 60, minutes % 60);
    match colons {
        0 => format!("{sign}{hours:02}{minutes:02}"),
        1 => format!("{sign}{hours:02}:{minutes:02}"),
        _ => format!("{sign}{hours:02}:{minutes:02}:00"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::date;

    #[test]
    fn formats_are_rubys() {
        let moment = date::parse("2016-06-04 15:05:09 +0200").unwrap();
        for (format, expected) in [
            ("%Y-%m-%d", "2016-06-04"),
            ("%b %-d, %Y", "Jun 4, 2016"),
            ("%A, %B %e", "Saturday, June  4"),
            ("%a %^a %^B", "Sat SAT JUNE"),
            ("%H:%M:%S %I %l %p %P", "15:05:09 03  3 PM pm"),
            ("%j %U %W %V %u %w", "156 22 22 22 6 6"),
            ("%z %:z %Z", "+0200 +02:00 "),
            ("%FT%T%:z", "2016-06-04T15:05:09+02:00"),
            ("%s", "1465045509"),
            ("%5d %_m %-m %03e", "00004  6 6 004"),
            ("100%% %Q %", "100% %Q %"),
            ("%y %C %D %R %v", "16 20 06/04/16 15:05  4-JUN-2016"),
        ] {
            assert_eq!(strftime(moment, format), expected, "{format}");
        }
    }
}
