//! The fonts of pictures: subsets of Noto Sans, in the program, so that a picture is the same on every machine.

use ttf_parser::Face;

/// Latin, Greek and Cyrillic; Hebrew; Arabic. Licence: `src/export/fonts/OFL.txt`.
pub(super) const FILES: [&[u8]; 3] = [
    include_bytes!("fonts/NotoSans.ttf"),
    include_bytes!("fonts/NotoSansHebrew.ttf"),
    include_bytes!("fonts/NotoSansArabic.ttf"),
];

/// Measures text.
pub(super) struct Font {
    faces: Vec<Face<'static>>,
}

impl Font {
    /// The fonts in the program.
    pub(super) fn new() -> Self {
        Self { faces: FILES.iter().filter_map(|file| Face::parse(file, 0).ok()).collect() }
    }

    /// The width of `text` at `size` pixels. Letters that no font has count as wide as they are high.
    pub(super) fn width(&self, text: &str, size: f64) -> f64 {
        text.chars().map(|letter| self.advance(letter)).sum::<f64>() * size
    }

    fn advance(&self, letter: char) -> f64 {
        let found = self.faces.iter().find_map(|face| {
            let advance = face.glyph_hor_advance(face.glyph_index(letter)?)?;
            Some(f64::from(advance) / f64::from(face.units_per_em()))
        });
        found.unwrap_or(if letter.is_control() { 0.0 } else { 1.0 })
    }
}

/// `text` in at most two lines of some `width` letters, shortened where it is longer.
pub(super) fn lines(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + word.chars().count() < width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    if lines.len() > 2 {
        lines.truncate(2);
        lines[1].push('…');
    }
    lines.into_iter().map(|line| shortened(&line, width + 6)).collect()
}

/// At most `most` letters of `text`, with an ellipsis where some are left out.
pub(super) fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some(_) => text.chars().take(most.saturating_sub(1)).chain(['…']).collect(),
        None => text.to_owned(),
    }
}
