//! Medians, ratios and slopes.

/// The middle value; of two middle ones their mean. `None` of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let sorted = sorted(values);
    let upper = *sorted.get(sorted.len() / 2)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(sorted.len() / 2 - 1)?;
    Some(f64::midpoint(lower, upper))
}

/// The smallest value.
pub fn minimum(values: &[f64]) -> Option<f64> {
    sorted(values).first().copied()
}

/// How many times `of` the value is; `None` when `of` is nothing.
pub fn ratio(value: f64, of: f64) -> Option<f64> {
    (of > 0.0).then(|| value / of)
}

/// The straight line that fits these (x, y) best, by least squares: what y is at 0, and how much it grows with each x.
pub fn line(points: &[(f64, f64)]) -> Option<(f64, f64)> {
    let count = count(points.len());
    let (x, y) = points.iter().fold((0.0, 0.0), |(sum_x, sum_y), (x, y)| (sum_x + x, sum_y + y));
    let (mean_x, mean_y) = (x / count, y / count);
    let spread: f64 = points.iter().map(|(x, _)| (x - mean_x).powi(2)).sum();
    let together: f64 = points.iter().map(|(x, y)| (x - mean_x) * (y - mean_y)).sum();
    let slope = (spread > 0.0).then(|| together / spread)?;
    Some((mean_y - slope * mean_x, slope))
}

/// Numbers of rounds and points are small.
#[allow(clippy::cast_precision_loss, reason = "never more than a few thousand")]
pub fn count(number: usize) -> f64 {
    number as f64
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_middle_of_odd_even_and_nothing() {
        assert_eq!(median(&[9.0, 1.0, 5.0]), Some(5.0));
        assert_eq!(median(&[9.0, 1.0, 5.0, 7.0]), Some(6.0));
        assert_eq!(median(&[]), None);
        assert_eq!(minimum(&[3.0, 2.0]), Some(2.0));
    }

    #[test]
    fn a_ratio_to_nothing_is_none() {
        assert_eq!(ratio(3.0, 2.0), Some(1.5));
        assert_eq!(ratio(3.0, 0.0), None);
    }

    #[test]
    fn a_line_through_points_on_it_is_found() {
        let (start, slope) = line(&[(0.0, 1.0), (10.0, 3.0), (20.0, 5.0)]).unwrap();
        assert!((start - 1.0).abs() < 1e-9 && (slope - 0.2).abs() < 1e-9);
        assert_eq!(line(&[(1.0, 1.0), (1.0, 2.0)]), None, "all at the same place");
        assert_eq!(line(&[]), None);
    }

    proptest! {
        #[test]
        fn half_of_the_values_are_not_above_the_median(values in prop::collection::vec(0.0..1e6, 1..50)) {
            let middle = median(&values).unwrap();
            let not_above = values.iter().filter(|value| **value <= middle).count();
            prop_assert!(not_above * 2 >= values.len());
        }
    }
}
