//! A suite's cases against what is made of them: those that differ are listed with the reason, and no others are.

/// A case, and both answers after normalisation.
pub struct Case<'a> {
    pub name: String,
    pub text: &'a str,
    /// `None` where the suite has no answer that could be compared.
    pub expected: Option<String>,
    pub made: String,
    pub is_listed: bool,
}

/// Is a case in a table of differences?
pub fn is_listed<T: PartialEq>(differences: &[(&str, &[T])], case: &T) -> bool {
    differences.iter().any(|(_, cases)| cases.contains(case))
}

/// Holds that a case differs if and only if it is listed, and that at least `least` are equal.
#[track_caller]
pub fn hold<'a>(cases: impl Iterator<Item = Case<'a>>, least: usize) {
    let (mut equal, mut wrong) = (0, Vec::new());
    for case in cases {
        let is_equal = case.is_equal();
        equal += usize::from(is_equal);
        if is_equal == case.is_listed {
            wrong.push(case.told());
        }
    }
    assert!(
        wrong.is_empty(),
        "{}\n{} wrong, {equal} equal",
        wrong.join("\n\n"),
        wrong.len()
    );
    assert!(equal >= least, "only {equal} cases are equal");
}

impl Case<'_> {
    fn is_equal(&self) -> bool {
        self.expected.as_ref() == Some(&self.made)
    }

    fn told(&self) -> String {
        let verdict = match self.is_equal() {
            true => "is equal but listed as different",
            false => "differs",
        };
        format!(
            "{} {verdict}\n--- text\n{}\n--- expected\n{}\n--- made\n{}",
            self.name,
            self.text,
            self.expected.as_deref().unwrap_or("nothing"),
            self.made
        )
    }
}
