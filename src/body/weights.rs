//! A score card: each number of a block gives points by the range it lies in, and the points add
//! up to the odds that the block is article text.
//!
//! The points were learned (`tools/train-body/`), but each can be read and doubted in
//! `words/*.card`: a line a number, then borders and points in turn. Nothing is multiplied or
//! hidden.

use super::features::Row;

/// One line: the points below the first border, between borders, and above the last.
#[derive(Debug)]
struct Line {
    column: usize,
    borders: Vec<f32>,
    points: Vec<f32>,
}

#[derive(Debug, Default)]
pub struct Card {
    base: f32,
    lines: Vec<Line>,
}

impl Card {
    /// Reads a card for rows of these names. A line for a name that is not there is left out.
    pub fn parse(text: &str, names: &[String]) -> Self {
        let mut card = Card::default();
        for line in text.lines() {
            let Some((name, numbers)) = line.split_once(' ') else { continue };
            let mut numbers = numbers.split_ascii_whitespace().map_while(|n| n.parse::<f32>().ok());
            if name == "base" {
                card.base = numbers.next().unwrap_or_default();
                continue;
            }
            let Some(column) = names.iter().position(|n| n == name) else { continue };
            let mut line = Line { column, borders: Vec::new(), points: Vec::new() };
            line.points.extend(numbers.next());
            while let (Some(border), Some(points)) = (numbers.next(), numbers.next()) {
                line.borders.push(border);
                line.points.push(points);
            }
            card.lines.push(line);
        }
        card
    }

    /// The points of a row: 0 is as likely as not.
    pub fn points(&self, row: &Row) -> f32 {
        self.base + self.extra(row)
    }

    /// The points of a row that goes on where another row left off.
    pub fn extra(&self, row: &Row) -> f32 {
        let mut sum = 0.0;
        for line in &self.lines {
            let value = row[line.column];
            let at = line.borders.iter().take_while(|border| value > **border).count();
            sum += line.points[at];
        }
        sum
    }
}

/// Points as a probability.
pub fn chance(points: f32) -> f32 {
    1.0 / (1.0 + (-points).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_gives_the_points_of_its_range() {
        let names = ["a".to_owned(), "b".to_owned()];
        let card = Card::parse("# note\nbase 0.5\nb -1 2 1 4 3\nunknown 9 1 9\n", &names);
        assert_eq!(card.points(&vec![7.0, 2.0]), -0.5);
        assert_eq!(card.points(&vec![7.0, 2.5]), 1.5);
        assert_eq!(card.points(&vec![7.0, 5.0]), 3.5);
        assert_eq!(chance(0.0), 0.5);
    }
}
