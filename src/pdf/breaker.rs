//! The optimum-fit breaker: takes a material's breakpoints and what each line or page between two of them would cost, gives the
//! breaks whose costs are least in all.
//!
//! One dynamic programme over active nodes serves lines and pages (Knuth and Plass, "Breaking paragraphs into lines", Software:
//! Practice and Experience 11, 1981; TeXbook chapter 14). It knows nothing of boxes, glue or footnotes: a material tells what a
//! stretch from one break to another costs, and may carry something of its own from break to break.

/// How many open beginnings are kept at most: what makes the search linear whatever the material says. Ordinary paragraphs and
/// chapters have fewer than twenty.
const MOST_ACTIVE: usize = 48;

/// What is broken: a paragraph into lines, a chapter into pages.
pub trait Material {
    /// What a break hands on besides its place and class, such as a footnote's rest.
    type Carry: Clone + Default;

    /// How many legal breakpoints there are, the end among them as the last.
    fn breakpoints(&self) -> usize;

    /// Whether this breakpoint must be taken. The last is taken in any case.
    fn is_forced(&self, at: usize) -> bool;

    /// What the line or page from one break to another would cost.
    fn fit(&self, from: &Start<Self::Carry>, to: usize) -> Fit<Self::Carry>;
}

/// Where a line or page begins.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Start<C> {
    /// The breakpoint it follows; `None` is the material's beginning.
    pub after: Option<usize>,
    /// The fitness class of the line or page before it; breaks of the same place and different classes compete on their own.
    pub class: u8,
    /// How many lines or pages stand before it.
    pub number: u32,
    /// What the material carries here.
    pub carry: C,
}

/// How a line or page between two breaks would look.
#[derive(Debug, Clone, PartialEq)]
pub enum Fit<C> {
    /// Too little in it; with more it may do. Under [`Misfit::Take`] a material had better call what is merely short good and dear.
    Short,
    /// It does.
    Good {
        /// Its cost with that of its break; may be negative.
        demerits: f64,
        /// Its fitness class.
        class: u8,
        /// What is handed on.
        carry: C,
    },
    /// Too much in it, and so it is with more. Where nothing else is left it is taken all the same.
    Overfull {
        /// How much too much, to choose the least bad.
        excess: f64,
        /// What is handed on.
        carry: C,
    },
}

/// What happens where no line or page fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// The search gives up, and may be done again with more tolerance.
    GiveUp,
    /// The least bad is taken, overfull or short.
    Take,
}

/// The best breaks: a line or page ends at each, the last at the material's end.
#[derive(Debug, Clone, PartialEq)]
pub struct Breaks<C> {
    /// Each break's place and what it hands on.
    pub breaks: Vec<Break<C>>,
    /// What they cost in all.
    pub demerits: f64,
}

/// A break that was taken.
#[derive(Debug, Clone, PartialEq)]
pub struct Break<C> {
    /// The breakpoint.
    pub at: usize,
    /// The fitness class of the line or page it ends.
    pub class: u8,
    /// The line or page it ends didn't fit.
    pub misfit: bool,
    /// What it hands on.
    pub carry: C,
}

/// Finds the breaks of least demerits; `None` if nothing fits and the search may give up.
///
/// Takes time linear in the number of breakpoints.
///
/// ```
/// use chapbook::pdf::breaker::{search, Fit, Material, Misfit, Start};
/// /// Words of these lengths, on lines of ten.
/// struct Words(Vec<usize>);
/// impl Material for Words {
///     type Carry = ();
///     fn breakpoints(&self) -> usize { self.0.len() }
///     fn is_forced(&self, _: usize) -> bool { false }
///     fn fit(&self, from: &Start<()>, to: usize) -> Fit<()> {
///         let first = from.after.map_or(0, |at| at + 1);
///         let width: usize = self.0[first..=to].iter().sum::<usize>() + (to - first);
///         match 10_usize.checked_sub(width) {
///             Some(rest) => Fit::Good { demerits: (rest * rest) as f64, class: 0, carry: () },
///             None => Fit::Overfull { excess: (width - 10) as f64, carry: () },
///         }
///     }
/// }
/// let breaks = search(&Words(vec![3, 3, 2, 6]), Misfit::Take).unwrap();
/// let ends: Vec<usize> = breaks.breaks.iter().map(|taken| taken.at).collect();
/// assert_eq!(ends, [1, 3]); // where the first that fits would give [2, 3]
/// ```
pub fn search<M: Material>(material: &M, misfit: Misfit) -> Option<Breaks<M::Carry>> {
    let mut search = Search::new();
    let count = material.breakpoints();
    for at in 0..count {
        search.reach(material, at);
        if at + 1 == count || material.is_forced(at) {
            search.close_all(at, misfit)?;
        } else if search.active.is_empty() {
            search.rescue(at, misfit)?;
        }
    }
    Some(search.best())
}

/// A break on some best way, and the one before it.
struct Node<C> {
    start: Start<C>,
    misfit: bool,
    demerits: f64,
    before: Option<usize>,
}

/// A search under way. The nodes are kept for tracing back; `active` are those a line or page may still begin at.
struct Search<C> {
    nodes: Vec<Node<C>>,
    active: Vec<usize>,
    /// Those that became too full at the current breakpoint, and by how much.
    closed: Vec<(usize, f64, C)>,
    /// The best way to the current breakpoint for each class.
    candidates: Vec<Node<C>>,
}

impl<C: Clone + Default> Search<C> {
    fn new() -> Search<C> {
        let beginning = Node {
            start: Start::default(),
            misfit: false,
            demerits: 0.0,
            before: None,
        };
        Search {
            nodes: vec![beginning],
            active: vec![0],
            closed: Vec::new(),
            candidates: Vec::new(),
        }
    }

    /// Tries a line or page from each active node to this breakpoint.
    fn reach<M: Material<Carry = C>>(&mut self, material: &M, at: usize) {
        self.closed.clear();
        let mut active = std::mem::take(&mut self.active);
        active.retain(|&node| self.stays_open(material, node, at));
        self.active = active;
        self.open_candidates();
    }

    /// Weighs one line or page; whether a longer one from the same beginning may fit.
    fn stays_open<M: Material<Carry = C>>(&mut self, material: &M, node: usize, at: usize) -> bool {
        match material.fit(&self.nodes[node].start, at) {
            Fit::Short => true,
            Fit::Good {
                demerits,
                class,
                carry,
            } => {
                let candidate = self.step(node, at, demerits, class, carry);
                self.offer(candidate);
                true
            }
            Fit::Overfull { excess, carry } => {
                self.closed.push((node, excess, carry));
                false
            }
        }
    }

    fn step(&self, before: usize, at: usize, demerits: f64, class: u8, carry: C) -> Node<C> {
        let from = &self.nodes[before];
        Node {
            start: Start {
                after: Some(at),
                class,
                number: from.start.number + 1,
                carry,
            },
            misfit: false,
            demerits: from.demerits + demerits,
            before: Some(before),
        }
    }

    /// Keeps the cheapest way of each class; the first of equals, so that the outcome is the same every time.
    fn offer(&mut self, candidate: Node<C>) {
        let rival = self
            .candidates
            .iter_mut()
            .find(|rival| rival.start.class == candidate.start.class);
        match rival {
            Some(rival) if candidate.demerits < rival.demerits => *rival = candidate,
            Some(_) => {}
            None => self.candidates.push(candidate),
        }
    }

    /// Lets lines and pages begin at the current breakpoint.
    fn open_candidates(&mut self) {
        for candidate in self.candidates.drain(..) {
            self.active.push(self.nodes.len());
            self.nodes.push(candidate);
        }
        while self.active.len() > MOST_ACTIVE {
            self.drop_dearest();
        }
    }

    /// Gives up the way that cost most, never the last that was opened: it may be the only one with room left.
    fn drop_dearest(&mut self) {
        let rest = &self.active[..self.active.len() - 1];
        let dearest = rest
            .iter()
            .enumerate()
            .max_by(|a, b| {
                let cost = |node: usize| self.nodes[node].demerits;
                cost(*a.1).total_cmp(&cost(*b.1))
            })
            .map(|(place, _)| place);
        if let Some(place) = dearest {
            self.active.remove(place);
        }
    }

    /// At a forced break every line or page ends: only the best way to it goes on.
    fn close_all(&mut self, at: usize, misfit: Misfit) -> Option<()> {
        let arrived = |search: &Search<C>, node: usize| search.nodes[node].start.after == Some(at);
        let best = self
            .active
            .iter()
            .copied()
            .filter(|&node| arrived(self, node))
            .min_by(|&a, &b| self.nodes[a].demerits.total_cmp(&self.nodes[b].demerits));
        let Some(best) = best else {
            return self.rescue(at, misfit);
        };
        self.active.clear();
        self.active.push(best);
        Some(())
    }

    /// Nothing fits up to this breakpoint: the line or page that is least too full, or else too short, ends here all the same.
    fn rescue(&mut self, at: usize, misfit: Misfit) -> Option<()> {
        if misfit == Misfit::GiveUp {
            return None;
        }
        let (node, carry) = self.least_bad()?;
        let mut taken = self.step(node, at, MISFIT_DEMERITS, 0, carry);
        taken.misfit = true;
        self.active.clear();
        self.active.push(self.nodes.len());
        self.nodes.push(taken);
        Some(())
    }

    fn least_bad(&self) -> Option<(usize, C)> {
        let cheaper = |a: usize, b: usize| {
            let cost = |node: usize| self.nodes[node].demerits;
            cost(a).total_cmp(&cost(b))
        };
        let short = self.active.iter().copied().min_by(|&a, &b| cheaper(a, b));
        if let Some(node) = short {
            return Some((node, C::default()));
        }
        self.closed
            .iter()
            .min_by(|a, b| a.1.total_cmp(&b.1).then_with(|| cheaper(a.0, b.0)))
            .map(|(node, _, carry)| (*node, carry.clone()))
    }

    /// Traces the cheapest way back from the end.
    fn best(self) -> Breaks<C> {
        let mut breaks = Vec::new();
        let last = self.active.first().copied().unwrap_or(0);
        let demerits = self.nodes[last].demerits;
        let mut nodes: Vec<Option<Node<C>>> = self.nodes.into_iter().map(Some).collect();
        let mut next = Some(last);
        while let Some(node) = next.and_then(|place| nodes[place].take()) {
            if let Some(at) = node.start.after {
                breaks.push(Break {
                    at,
                    class: node.start.class,
                    misfit: node.misfit,
                    carry: node.start.carry,
                });
            }
            next = node.before;
        }
        breaks.reverse();
        Breaks { breaks, demerits }
    }
}

/// What a line or page costs that doesn't fit: more than any that does.
const MISFIT_DEMERITS: f64 = 1e9;

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::Cell;

    /// Words of these lengths on lines of `measure`; a line costs the square of what it leaves. Counts how often it is asked.
    struct Words {
        lengths: Vec<usize>,
        measure: usize,
        forced: Vec<usize>,
        asked: Cell<usize>,
        /// Lines that leave more than this are too short.
        tolerance: usize,
    }

    impl Words {
        fn new(lengths: &[usize], measure: usize) -> Words {
            Words {
                lengths: lengths.to_vec(),
                measure,
                forced: Vec::new(),
                asked: Cell::new(0),
                tolerance: usize::MAX,
            }
        }

        fn ends(&self, misfit: Misfit) -> Option<Vec<usize>> {
            let found = search(self, misfit)?;
            Some(found.breaks.iter().map(|taken| taken.at).collect())
        }
    }

    impl Material for Words {
        /// How much the line before left.
        type Carry = usize;

        fn breakpoints(&self) -> usize {
            self.lengths.len()
        }

        fn is_forced(&self, at: usize) -> bool {
            self.forced.contains(&at)
        }

        fn fit(&self, from: &Start<usize>, to: usize) -> Fit<usize> {
            self.asked.set(self.asked.get() + 1);
            let first = from.after.map_or(0, |at| at + 1);
            let words = self.lengths.get(first..=to).unwrap_or_default();
            let width = words.iter().sum::<usize>() + words.len() - 1;
            let Some(rest) = self.measure.checked_sub(width) else {
                let excess = (width - self.measure) as f64;
                return Fit::Overfull { excess, carry: 0 };
            };
            if rest > self.tolerance && to + 1 < self.lengths.len() {
                return Fit::Short;
            }
            Fit::Good {
                demerits: (rest * rest) as f64,
                class: (rest % 4) as u8,
                carry: rest,
            }
        }
    }

    #[test]
    fn the_cheapest_breaks_in_all_are_taken_not_the_cheapest_at_each() {
        // First fit would set "aaa bb" and leave "cc" alone on a line.
        let words = Words::new(&[3, 2, 2, 5], 6);
        assert_eq!(words.ends(Misfit::Take), Some(vec![0, 2, 3]));
    }

    #[test]
    fn forced_breaks_cut_the_material() {
        let mut words = Words::new(&[1, 1, 1, 1], 100);
        words.forced = vec![1];
        assert_eq!(words.ends(Misfit::Take), Some(vec![1, 3]));
    }

    #[test]
    fn what_fits_nowhere_is_given_up_or_taken_as_it_is() {
        let words = Words::new(&[2, 20, 2], 10);
        assert_eq!(words.ends(Misfit::GiveUp), None);
        let taken = search(&words, Misfit::Take).expect("taken");
        let misfits: Vec<(usize, bool)> = taken.breaks.iter().map(|b| (b.at, b.misfit)).collect();
        assert_eq!(misfits, [(0, false), (1, true), (2, false)]);
    }

    #[test]
    fn what_a_break_carries_reaches_the_next() {
        let words = Words::new(&[4, 4, 7], 10);
        let found = search(&words, Misfit::Take).expect("fits");
        let left: Vec<usize> = found.breaks.iter().map(|taken| taken.carry).collect();
        assert_eq!(left, [1, 3]);
    }

    #[test]
    fn nothing_has_no_breaks() {
        assert_eq!(Words::new(&[], 10).ends(Misfit::Take), Some(Vec::new()));
    }

    #[test]
    fn time_is_linear_in_the_number_of_breakpoints() {
        // Lines so long that every word could end one: the worst case for active beginnings.
        let asked = |count: usize| {
            let words = Words::new(&vec![0; count], 400);
            assert!(words.ends(Misfit::Take).is_some());
            words.asked.get()
        };
        let (small, large) = (asked(5_000), asked(50_000));
        assert!(large <= small * 11, "{small} steps grew to {large}");
    }
}
