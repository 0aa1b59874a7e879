//! Bytes to text: byte-order mark, then a declared charset, then what the bytes themselves say.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8};
use std::io::{self, BufRead, Read};

/// How much of a stream is looked at before its encoding is decided.
const SAMPLE: usize = 64 << 10;

/// Decodes a whole file. `declared` is the charset that a protocol header or meta element names.
/// What cannot be decoded becomes U+FFFD.
pub(super) fn text(bytes: &[u8], declared: Option<&str>) -> String {
    let (encoding, _) = encoding_of(bytes, declared, true);
    encoding.decode_with_bom_removal(bytes).0.into_owned()
}

/// The encoding of `bytes` and whether a byte-order mark says so.
fn encoding_of(bytes: &[u8], declared: Option<&str>, whole: bool) -> (&'static Encoding, bool) {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return (encoding, true);
    }
    if is_mostly_utf8(bytes) {
        return (UTF_8, false);
    }
    if let Some(encoding) = declared.and_then(|label| Encoding::for_label(label.trim().as_bytes())) {
        return (encoding, false);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, whole);
    (detector.guess(None, Utf8Detection::Allow), false)
}

/// Whether the bytes are UTF-8 but for a few damaged places: a broken character must not turn every curly
/// quotation mark of the file into three Latin letters.
fn is_mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    bad == 0 || good >= 10 * bad
}

/// A stream of UTF-8 made from a stream in any encoding, in constant memory.
pub(super) fn utf8_stream<R: BufRead>(mut inner: R) -> io::Result<Utf8Stream<R>> {
    // A sample that ends within a character counts as one bad place at most, which `is_mostly_utf8` would forgive
    // only in a text with many others; so the cut is moved back to a line's end.
    let mut sample = Vec::new();
    inner.by_ref().take(SAMPLE as u64).read_to_end(&mut sample)?;
    let whole = sample.len() < SAMPLE;
    let end = if whole { sample.len() } else { sample.iter().rposition(|b| *b == b'\n').unwrap_or(sample.len()) };
    let (encoding, _) = encoding_of(&sample[..end], None, whole);
    Ok(Utf8Stream { inner, sample, taken: 0, decoder: encoding.new_decoder(), out: Vec::new(), at: 0, ended: false })
}

/// See [`utf8_stream`].
pub(super) struct Utf8Stream<R> {
    inner: R,
    sample: Vec<u8>,
    taken: usize,
    decoder: Decoder,
    out: Vec<u8>,
    at: usize,
    ended: bool,
}

impl<R: BufRead> Utf8Stream<R> {
    /// Decodes one more piece of the input into `out`.
    fn refill(&mut self) -> io::Result<()> {
        let from_sample = self.taken < self.sample.len();
        let input = if from_sample { &self.sample[self.taken..] } else { self.inner.fill_buf()? };
        let last = input.is_empty();
        self.out.resize(input.len() * 3 + 16, 0);
        let (result, read, written, _) = self.decoder.decode_to_utf8(input, &mut self.out, last);
        debug_assert!(matches!(result, CoderResult::InputEmpty));
        self.out.truncate(written);
        self.at = 0;
        if from_sample {
            self.taken += read;
        } else {
            self.inner.consume(read);
        }
        self.ended = last;
        Ok(())
    }
}

impl<R: BufRead> BufRead for Utf8Stream<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at >= self.out.len() && !self.ended {
            self.refill()?;
        }
        Ok(&self.out[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        self.at = (self.at + amount).min(self.out.len());
    }
}

impl<R: BufRead> Read for Utf8Stream<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let n = available.len().min(buffer.len());
        buffer[..n].copy_from_slice(&available[..n]);
        self.consume(n);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    const SAMPLE_TEXT: &str = "The café’s owner said “no” to the offer of €5 million on Friday.";

    fn streamed(bytes: &[u8]) -> String {
        let mut out = String::new();
        utf8_stream(BufReader::with_capacity(7, bytes)).unwrap().read_to_string(&mut out).unwrap();
        out
    }

    fn utf16(text: &str) -> Vec<u8> {
        [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    }

    #[test]
    fn common_encodings_are_told_apart() {
        let windows = encoding_rs::WINDOWS_1252.encode(SAMPLE_TEXT).0.into_owned();
        let with_mark = [b"\xEF\xBB\xBF", SAMPLE_TEXT.as_bytes()].concat();
        for bytes in [SAMPLE_TEXT.as_bytes().to_vec(), windows, utf16(SAMPLE_TEXT), with_mark] {
            assert_eq!(text(&bytes, None), SAMPLE_TEXT);
            assert_eq!(streamed(&bytes), SAMPLE_TEXT);
        }
    }

    #[test]
    fn a_declared_charset_decides_where_the_bytes_do_not() {
        let cyrillic = encoding_rs::WINDOWS_1251.encode("Москва").0.into_owned();
        assert_eq!(text(&cyrillic, Some("windows-1251")), "Москва");
    }

    #[test]
    fn one_broken_character_leaves_the_rest_alone() {
        let mut bytes = SAMPLE_TEXT.repeat(5).into_bytes();
        bytes.push(0xC3);
        assert!(text(&bytes, None).starts_with(SAMPLE_TEXT));
    }
}
