//! Reordering: takes the embedding levels of a line's parts in the order they are read, gives the order they stand in, left to right.

/// The order in which parts of these levels stand (UAX 9, rule L2); `None` if it is the order they are read in.
pub(super) fn visual_order(levels: &[u8]) -> Option<Vec<usize>> {
    let highest = levels.iter().copied().max().filter(|level| *level > 0)?;
    let lowest_odd = levels
        .iter()
        .copied()
        .filter(|level| level % 2 == 1)
        .min()?;
    let mut order: Vec<usize> = (0..levels.len()).collect();
    for level in (lowest_odd..=highest).rev() {
        let mut start = 0;
        while start < order.len() {
            let is_in = |place: &usize| levels[*place] >= level;
            let run = order[start..]
                .iter()
                .take_while(|place| is_in(place))
                .count();
            order[start..start + run].reverse();
            start += run.max(1);
        }
    }
    Some(order)
}

#[cfg(test)]
mod tests {
    use super::visual_order;

    #[test]
    fn runs_from_right_to_left_are_turned_round_and_numbers_in_them_back() {
        assert_eq!(visual_order(&[0, 0, 0]), None);
        assert_eq!(visual_order(&[0, 1, 1, 0]), Some(vec![0, 2, 1, 3]));
        assert_eq!(visual_order(&[1, 2, 2, 1]), Some(vec![3, 1, 2, 0]));
    }
}
