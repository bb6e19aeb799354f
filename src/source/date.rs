//! Dates as people write them: takes text, gives a moment on the wall clock with its distance from UTC, if that is said.

use crate::calendar::{DAYS, MONTHS};
use jiff::SignedDuration;
use jiff::civil::{Date, DateTime, Time};

/// A date and time with the offset it was written with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// What the wall clock shows.
    pub civil: DateTime,
    /// Seconds east of UTC; 0 where nothing was said.
    pub offset: i32,
}

impl Moment {
    /// Midnight of a day, UTC.
    pub fn midnight(date: Date) -> Moment {
        Moment {
            civil: date.to_datetime(Time::midnight()),
            offset: 0,
        }
    }

    /// The same moment in UTC.
    pub fn utc(self) -> DateTime {
        let offset = SignedDuration::from_secs(self.offset.into());
        self.civil.checked_sub(offset).unwrap_or(self.civil)
    }

    /// A count of seconds since 1970, as Unix has it.
    pub fn from_unix(seconds: i64) -> Option<Moment> {
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        let civil = epoch.checked_add(SignedDuration::from_secs(seconds)).ok()?;
        Some(Moment { civil, offset: 0 })
    }

    /// Seconds since 1970.
    pub fn unix(self) -> i64 {
        let epoch = DateTime::constant(1970, 1, 1, 0, 0, 0, 0);
        self.utc().duration_since(epoch).as_secs()
    }
}

/// Reads a date: `2016-06-24`, `2016-06-24 10:00:00 +0200`, `2016-06-24T10:00:00Z`, `24 Jun 2016`, `June 24th, 2016`, `24.6.2016`.
pub fn parse(text: &str) -> Option<Moment> {
    let text = text.trim();
    if text.len() > 80 {
        return None;
    }
    let text = text.replace(['T', 't'], "T");
    let mut parts = Parts::default();
    for word in words(&text) {
        parts.take(&word)?;
    }
    parts.moment()
}

/// The words of a date; the `T` between an ISO date and its time parts them too, and so does the sign of an offset.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for word in text.split(|c: char| c.is_whitespace() || c == ',') {
        match word.split_once('T') {
            Some((date, time))
                if is_digit(date.chars().next_back()) && is_digit(time.chars().next()) =>
            {
                words.push(date.to_owned());
                words.extend(time_and_zone(time));
            }
            _ if word.contains(':') => words.extend(time_and_zone(word)),
            _ => words.push(word.to_owned()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn is_digit(character: Option<char>) -> bool {
    character.is_some_and(|c| c.is_ascii_digit())
}

fn time_and_zone(word: &str) -> [String; 2] {
    let is_zone = |(at, c): (usize, char)| at > 0 && !matches!(c, '0'..='9' | ':' | '.');
    let at = word.char_indices().find(|found| is_zone(*found));
    let (time, zone) = word.split_at(at.map_or(word.len(), |(at, _)| at));
    [time.to_owned(), zone.to_owned()]
}

/// What the words said so far.
#[derive(Default)]
struct Parts {
    date: Option<Date>,
    month: Option<i8>,
    numbers: Vec<i16>,
    time: Option<Time>,
    afternoon: Option<bool>,
    offset: Option<i32>,
}

impl Parts {
    /// Takes in a word; `None` if it belongs to no date.
    fn take(&mut self, word: &str) -> Option<()> {
        let starts_with_digit = is_digit(word.chars().next());
        if word.contains(':') && starts_with_digit {
            self.time = Some(time(word)?);
        } else if word.starts_with(['+', '-']) {
            self.offset = Some(offset(word)?);
        } else if starts_with_digit && word.contains(['-', '/', '.']) {
            self.take_date(word)?;
        } else if starts_with_digit {
            let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
            self.numbers.push(digits.parse().ok()?);
        } else {
            self.take_name(&word.to_lowercase())?;
        }
        Some(())
    }

    fn take_date(&mut self, word: &str) -> Option<()> {
        if let Some((day, rest)) = word.split_once('-')
            && let Some((month, year)) = rest.split_once('-')
            && let Some(month) = month_of(&month.to_lowercase())
        {
            self.month = Some(month);
            let numbers: [i16; 2] = [day.parse().ok()?, year.parse().ok()?];
            self.numbers.extend(numbers);
            return Some(());
        }
        self.date = Some(numeric_date(word)?);
        Some(())
    }

    fn take_name(&mut self, name: &str) -> Option<()> {
        match name.trim_end_matches('.') {
            "am" => self.afternoon = Some(false),
            "pm" => self.afternoon = Some(true),
            "z" | "utc" | "gmt" => self.offset = Some(0),
            name => match (month_of(name), zone(name)) {
                (Some(month), _) => self.month = Some(month),
                (None, Some(hours)) => self.offset = Some(hours * 3600),
                (None, None) => is_weekday(name).then_some(())?,
            },
        }
        Some(())
    }

    fn moment(self) -> Option<Moment> {
        let date = match (self.date, self.month, &*self.numbers) {
            (Some(date), _, []) => date,
            // `date` writes the year once more: 2016-06-24 10:00:00 2016 +0200.
            (Some(date), _, [year]) if *year == date.year() => date,
            (None, Some(month), [year]) if *year > 31 => Date::new(*year, month, 1).ok()?,
            (None, Some(month), [a, b]) => {
                let (day, year) = if *a > 31 { (*b, *a) } else { (*a, *b) };
                Date::new(year, month, i8::try_from(day).ok()?).ok()?
            }
            (None, None, [year]) if *year > 999 => Date::new(*year, 1, 1).ok()?,
            _ => return None,
        };
        let time = self.time.unwrap_or(Time::midnight());
        Some(Moment {
            civil: date.to_datetime(in_half(time, self.afternoon)?),
            offset: self.offset.unwrap_or(0),
        })
    }
}

/// The time with `am` or `pm` reckoned in.
fn in_half(time: Time, afternoon: Option<bool>) -> Option<Time> {
    let hour = match (afternoon, time.hour()) {
        (Some(true), hour @ 1..=11) => hour + 12,
        (Some(false), 12) => 0,
        (_, hour) => hour,
    };
    time.with().hour(hour).build().ok()
}

/// `2016-6-24`, `2016/06/24`, `24.6.2016`, `24/6/2016`, and `6/24/2016` where the day can't be a month.
fn numeric_date(word: &str) -> Option<Date> {
    let numbers: Option<Vec<i16>> = word
        .trim_end_matches('.')
        .split(['-', '/', '.'])
        .map(|part| part.parse().ok())
        .collect();
    let (year, month, day) = match numbers?[..] {
        [year, month, day] if year > 31 => (year, month, day),
        [month, day, year] if year > 31 && day > 12 => (year, month, day),
        [day, month, year] if year > 31 => (year, month, day),
        [year, month] if year > 999 => (year, month, 1),
        _ => return None,
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn time(word: &str) -> Option<Time> {
    let word = word.split('.').next().unwrap_or(word);
    let mut numbers = word.split(':').map(|part| part.parse::<i8>().ok());
    let (hour, minute) = (numbers.next()??, numbers.next()??);
    let second = numbers.next().unwrap_or(Some(0))?;
    Time::new(hour, minute, second.min(59), 0).ok()
}

/// `+0200`, `+02:00`, `-5` in seconds.
fn offset(word: &str) -> Option<i32> {
    let sign = if word.starts_with('-') { -1 } else { 1 };
    let digits: String = word.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match digits.len() {
        1 | 2 => (&*digits, "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let seconds = hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60;
    (seconds <= 26 * 3600).then_some(sign * seconds)
}

fn zone(name: &str) -> Option<i32> {
    Some(match name {
        "est" => -5,
        "edt" => -4,
        "cst" => -6,
        "cdt" => -5,
        "mst" => -7,
        "mdt" => -6,
        "pst" => -8,
        "pdt" => -7,
        "bst" | "cet" => 1,
        "cest" | "eet" => 2,
        _ => return None,
    })
}

/// English months, whole or cut to three letters or more.
fn month_of(name: &str) -> Option<i8> {
    let name = name.trim_end_matches('.');
    let starts = |month: &&str| name.len() >= 3 && month.to_lowercase().starts_with(name);
    let months = MONTHS.iter().zip(1..);
    let mut months = months.filter(|(month, _)| starts(month));
    months.next().map(|(_, number)| number)
}

fn is_weekday(name: &str) -> bool {
    name.len() >= 3 && DAYS.iter().any(|day| day.to_lowercase().starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> String {
        parse(text).map_or_else(String::new, |moment| moment.utc().to_string())
    }

    #[test]
    fn many_ways_to_write_a_date_are_read() {
        for text in [
            "2016-06-24",
            "2016-6-24",
            "2016/06/24",
            "24.6.2016",
            "24/6/2016",
            "6/24/2016",
            "24 Jun 2016",
            "24-Jun-2016",
            "June 24th, 2016",
            "Fri, 24 Jun 2016 00:00:00 GMT",
            "2016-06-24T00:00:00Z",
            "2016-06-24 02:00 +0200",
            "2016-06-23T19:30:00.123-04:30",
            "2016-06-23 7:00pm -05:00",
        ] {
            assert_eq!(utc(text), "2016-06-24T00:00:00", "{text}");
        }
        assert_eq!(utc("2016-06-24 10:11:12 UTC"), "2016-06-24T10:11:12");
        assert_eq!(utc("2016-06-24 10:11:12 2016 +0200"), "2016-06-24T08:11:12");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "2016-13-01",
            "2016-02-30",
            "99999",
            "1-2-3",
            "{{ .Date }}",
        ] {
            assert_eq!(utc(text), "", "{text}");
        }
    }
}
