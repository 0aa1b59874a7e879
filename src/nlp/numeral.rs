//! Numbers as written, in digits or words: `1,000`, `three-and-a-half`, `two dozen`, `4.2 million`, `24 to 48`.

/// A piece of a sentence for reading numbers and times: a token, or a part of a hyphenated one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// Lower-cased text; typographic dashes and apostrophes made plain.
    pub text: String,
    /// Index of the token.
    pub token: u32,
}

/// Splits the words of a sentence at hyphens and slashes between letters, so that `three-year` and `three - year` read alike.
pub fn atoms<'t>(words: impl Iterator<Item = &'t str>) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (token, word) in words.enumerate() {
        let token = token as u32;
        let plain: String = word
            .chars()
            .map(|c| match c {
                '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
                '\u{2019}' => '\'',
                c => c,
            })
            .collect::<String>()
            .to_lowercase();
        let splits = plain.len() > 1 && plain.contains('-') && plain.contains(|c: char| c.is_alphanumeric());
        // `-5`, a date such as `2025-05-19` and a score such as `3-2` keep their shape.
        if !splits || plain.starts_with('-') || plain.chars().all(|c| c.is_ascii_digit() || c == '-') {
            atoms.push(Atom { text: plain, token });
            continue;
        }
        for (i, part) in plain.split('-').enumerate() {
            if i > 0 {
                atoms.push(Atom { text: "-".into(), token });
            }
            if !part.is_empty() {
                atoms.push(Atom { text: part.into(), token });
            }
        }
    }
    atoms
}

/// A number read from consecutive atoms.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// The number, or the lower end of a range.
    pub value: f64,
    /// The upper end of a range.
    pub upper: Option<f64>,
    /// One past the last atom.
    pub end: usize,
    /// Whether it only says an order of magnitude (`dozens`, `thousands`).
    pub vague: bool,
}

/// Reads the longest number or range that starts at atom `at`.
pub fn read(atoms: &[Atom], at: usize) -> Option<Numeral> {
    let mut low = cardinal(atoms, at)?;
    if low.upper.is_some() || low.vague {
        return Some(low);
    }
    let between = at > 0 && text(atoms, at - 1) == "between";
    // `five-to-six` has hyphens around its joiner.
    let joiner = low.end + usize::from(text(atoms, low.end) == "-" && text(atoms, low.end + 1) == "to");
    let word = text(atoms, joiner);
    if matches!(word, "to" | "-" | "or") || (word == "and" && between) {
        let next = joiner + 1 + usize::from(joiner > low.end && text(atoms, joiner + 1) == "-");
        if let Some(high) = cardinal(atoms, next).filter(|h| !h.vague && h.upper.is_none()) {
            // `two or three` is a range; `one or 500` is not.
            let loose = word == "or" && high.value - low.value != 1.0;
            let scaled = inherit_scale(low.value, high.value);
            if scaled < high.value && !loose {
                low = Numeral { value: scaled, upper: Some(high.value), end: high.end, vague: false };
            }
        }
    }
    Some(low)
}

/// `2 to 3 million` means two million to three million.
fn inherit_scale(low: f64, high: f64) -> f64 {
    let scale = [1e12, 1e9, 1e6, 1e3].into_iter().find(|s| high >= *s && low < 1000.0);
    match scale {
        // `900 to 1,200` keeps its lower end: only a round multiple inherits.
        Some(scale) if low <= high / scale && low * scale < high => low * scale,
        _ => low,
    }
}

fn text(atoms: &[Atom], i: usize) -> &str {
    atoms.get(i).map_or("", |a| a.text.as_str())
}

/// Reads one cardinal number, without ranges of words.
fn cardinal(atoms: &[Atom], at: usize) -> Option<Numeral> {
    if let Some(numeral) = digits_range(atoms, at).or_else(|| vague(atoms, at)) {
        return Some(numeral);
    }
    let (mut total, mut current, mut end, mut any) = (0.0, 0.0, at, false);
    let mut i = at;
    while i < atoms.len() {
        let word = text(atoms, i);
        if let Some(number) = digits(word).filter(|_| !any || current == 0.0 && total == 0.0) {
            current = number;
        } else if let Some(unit) = small_number(word) {
            if any && !joins(current, unit) {
                break;
            }
            current += unit;
        } else if let Some(scale) = scale(word) {
            if !any && !scale_alone(atoms, i) {
                return None;
            }
            if scale == 100.0 || scale == 12.0 {
                current = if current == 0.0 { scale } else { current * scale };
            } else {
                total += if current == 0.0 { scale } else { current * scale };
                current = 0.0;
            }
        } else if matches!(word, "a" | "an") && !any && scale_word(text(atoms, i + 1)).is_some() {
            i += 1;
            continue;
        } else if let Some(skip) = any.then(|| half(atoms, i)).flatten() {
            current += 0.5;
            end = i + skip;
            break;
        } else if any && matches!(word, "and" | "-") && continues(atoms, i + 1, current, total) {
            i += 1;
            continue;
        } else {
            break;
        }
        any = true;
        i += 1;
        end = i;
    }
    any.then_some(Numeral { value: total + current, upper: None, end, vague: false })
}

/// Whether a number word may follow `and` or a hyphen inside one number: `hundred and twenty`, `twenty-one`.
fn continues(atoms: &[Atom], next: usize, current: f64, total: f64) -> bool {
    let word = text(atoms, next);
    if half(atoms, next - 1).is_some() {
        return false;
    }
    match small_number(word) {
        Some(unit) if text(atoms, next - 1) == "-" => joins(current, unit),
        Some(_) => current >= 100.0 || (current == 0.0 && total > 0.0),
        None => text(atoms, next - 1) == "-" && scale(word).is_some(),
    }
}

/// Whether `unit` can be added to what was read: `twenty` + `one`, `hundred` + `twenty`.
fn joins(current: f64, unit: f64) -> bool {
    let rest = current % 100.0;
    (rest == 0.0 && unit < 100.0) || (rest >= 20.0 && rest % 10.0 == 0.0 && unit < 10.0 && unit > 0.0)
}

/// `and a half`, `-and-a-half`: how many atoms it takes.
fn half(atoms: &[Atom], at: usize) -> Option<usize> {
    let mut i = at;
    if text(atoms, i) == "-" {
        i += 1;
    }
    if text(atoms, i) != "and" {
        return None;
    }
    i += 1;
    for skip in ["-", "a", "-"] {
        if text(atoms, i) == skip {
            i += 1;
        }
    }
    (text(atoms, i) == "half").then_some(i + 1 - at)
}

/// `dozens`, `hundreds of thousands`: at least twice the scale.
fn vague(atoms: &[Atom], at: usize) -> Option<Numeral> {
    let plural = |word: &str| match word {
        "dozens" => Some(12.0),
        "scores" if text(atoms, at + 1) == "of" => Some(20.0),
        "tens" => Some(10.0),
        "hundreds" => Some(100.0),
        "thousands" => Some(1e3),
        "millions" => Some(1e6),
        "billions" => Some(1e9),
        "trillions" => Some(1e12),
        _ => None,
    };
    let first = plural(text(atoms, at))?;
    match (text(atoms, at + 1), plural(text(atoms, at + 2))) {
        ("of", Some(second)) => Some(Numeral { value: 2.0 * first * second, upper: None, end: at + 3, vague: true }),
        _ if text(atoms, at) == "tens" => None,
        _ => Some(Numeral { value: 2.0 * first, upper: None, end: at + 1, vague: true }),
    }
}

/// `24-48`, `1,000–1,200` in one atom.
fn digits_range(atoms: &[Atom], at: usize) -> Option<Numeral> {
    let (low, high) = text(atoms, at).split_once('-')?;
    let (low, high) = (digits(low)?, digits(high)?);
    (low < high).then_some(Numeral { value: low, upper: Some(high), end: at + 1, vague: false })
}

/// A number in digits: `1,000`, `4.25`, `.5`, `71`, `10k`, `2.5m`, `½`, `1/2`.
pub fn digits(word: &str) -> Option<f64> {
    match word {
        "½" => return Some(0.5),
        "¼" => return Some(0.25),
        "¾" => return Some(0.75),
        _ => {}
    }
    let body = word.trim_end_matches('+');
    let (body, scale) = match body.char_indices().last()? {
        (i, 'k') => (&body[..i], 1e3),
        (i, 'm') => (&body[..i], 1e6),
        (i, 'b') => (&body[..i], 1e9),
        _ => (body, 1.0),
    };
    if let Some((over, under)) = body.split_once('/') {
        let under: f64 = plain(under)?;
        return (under != 0.0 && under <= 100.0).then_some(plain(over)? / under * scale);
    }
    plain(body).map(|v| v * scale)
}

/// Digits with thousands separators in the right places and at most one decimal point.
fn plain(word: &str) -> Option<f64> {
    let (whole, fraction) = word.split_once('.').unwrap_or((word, "0"));
    let digits_only = |s: &str| !s.is_empty() && s.len() <= 18 && s.bytes().all(|b| b.is_ascii_digit());
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let grouped = whole.contains(',');
    let whole_ok = (digits_only(first) || (first.is_empty() && !grouped && word.len() > 1))
        && (!grouped || first.len() <= 3)
        && groups.all(|g| g.len() == 3 && digits_only(g));
    (whole_ok && digits_only(fraction)).then(|| word.replace(',', "").parse().ok()).flatten()
}

/// `zero` to `ninety`.
pub fn small_number(word: &str) -> Option<f64> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    ONES.iter()
        .position(|w| *w == word)
        .map(|i| i as f64)
        .or_else(|| TENS.iter().position(|w| *w == word).map(|i| (i + 2) as f64 * 10.0))
}

fn scale(word: &str) -> Option<f64> {
    scale_word(word).or(match word {
        "m" | "mn" | "mln" => Some(1e6),
        "bn" | "bln" => Some(1e9),
        "tn" => Some(1e12),
        _ => None,
    })
}

fn scale_word(word: &str) -> Option<f64> {
    Some(match word {
        "dozen" => 12.0,
        "hundred" => 100.0,
        "thousand" => 1e3,
        "million" => 1e6,
        "billion" => 1e9,
        "trillion" => 1e12,
        _ => return None,
    })
}

/// A scale word opens a number only after `a` (`a million`).
fn scale_alone(atoms: &[Atom], at: usize) -> bool {
    at > 0 && matches!(text(atoms, at - 1), "a" | "an") && scale_word(text(atoms, at)).is_some()
}

/// Ordinals: `first` → 1, `21st` → 21.
pub fn ordinal(word: &str) -> Option<u32> {
    const WORDS: [&str; 20] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
    ];
    if let Some(i) = WORDS.iter().position(|w| *w == word) {
        return Some(i as u32 + 1);
    }
    let number = ["st", "nd", "rd", "th"].iter().find_map(|suffix| word.strip_suffix(suffix))?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(words: &str) -> Option<(f64, Option<f64>, String)> {
        let atoms = atoms(words.split(' '));
        (0..atoms.len()).find_map(|i| read(&atoms, i)).map(|n| {
            let rest: Vec<&str> = atoms[n.end..].iter().map(|a| a.text.as_str()).collect();
            (n.value, n.upper, rest.join(" "))
        })
    }

    #[test]
    fn numbers_read_as_people_write_them() {
        for (words, value, rest) in [
            ("1,000 captives", 1000.0, "captives"),
            ("nine civilians", 9.0, "civilians"),
            ("twenty-one days", 21.0, "days"),
            ("one hundred and twenty people", 120.0, "people"),
            ("three-and-a-half years", 3.5, "years"),
            ("two and a half hours", 2.5, "hours"),
            ("4.2 million votes", 4.2e6, "votes"),
            ("a dozen eggs", 12.0, "eggs"),
            ("two dozen ships", 24.0, "ships"),
            ("a million people", 1e6, "people"),
            ("two hundred thousand men", 2e5, "men"),
            ("dozens of houses", 24.0, "of houses"),
            ("hundreds of thousands of people", 2e5, "of people"),
            ("one hour and 40 minutes", 1.0, "hour and 40 minutes"),
            ("seven years and five months", 7.0, "years and five months"),
            ("50-day deadline", 50.0, "- day deadline"),
            ("two men and three women", 2.0, "men and three women"),
            ("10k runners", 10_000.0, "runners"),
        ] {
            assert_eq!(parse(words), Some((value, None, rest.into())), "{words}");
        }
    }

    #[test]
    fn ranges_keep_both_ends() {
        for (words, low, high) in [
            ("24 to 48 hours", 24.0, 48.0),
            ("24–48 hours", 24.0, 48.0),
            ("2 to 3 million people", 2e6, 3e6),
            ("900 to 1,200 tonnes", 900.0, 1200.0),
            ("between 10 and 15 people", 10.0, 15.0),
            ("two or three days", 2.0, 3.0),
            ("five-to-six weeks", 5.0, 6.0),
        ] {
            let (value, upper, _) = parse(words).expect(words);
            assert_eq!((value, upper), (low, Some(high)), "{words}");
        }
    }

    #[test]
    fn what_is_no_number_is_left_alone() {
        for words in ["B-52 bombers", "the scores were even", "a hundredfold", "1,00", "12,3456", "million", ""] {
            let whole = parse(words).filter(|(v, _, _)| *v != 52.0);
            assert_eq!(whole, None, "{words}");
        }
        assert_eq!(ordinal("21st"), Some(21));
        assert_eq!(ordinal("twelfth"), Some(12));
        assert_eq!(ordinal("north"), None);
    }
}
