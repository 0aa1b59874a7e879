//! The loaded model and what it does with sentences and documents.

use super::NlpError;
use super::encoder::{self, Workspace};
use super::heads::{self, Decisions};
use super::kernel::Kernel;
use super::names;
use super::segment::Segmenter;
use super::weights::Weights;
use super::window::{self, Window};
use crate::model::Name;
use rayon::prelude::*;
use std::path::Path;

/// The weights that are part of the binary.
static BUILT_IN: &[u8] = include_bytes!("../../models/english.safetensors");
/// Pieces after which a batch is full. Larger ones gain no speed and cost memory.
const BATCH: usize = 256;
/// The relation of a window of an overlong sentence to the one before it.
const JOINT: &str = "parataxis";

/// The loaded model. Cheap to share between threads.
pub struct Engine {
    weights: Weights,
    segmenter: Segmenter,
    kernel: Kernel,
}

/// The analysis of one sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// One entry a word; a tree with one root.
    pub words: Vec<WordAnalysis>,
    /// The names, in order, not overlapping.
    pub names: Vec<Name>,
}

/// The analysis of one word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordAnalysis {
    /// Dictionary form.
    pub lemma: String,
    /// Universal part of speech.
    pub upos: &'static str,
    /// Penn Treebank tag.
    pub xpos: &'static str,
    /// Index of the head + 1; 0 for the root.
    pub head: u32,
    /// Relation to the head.
    pub deprel: &'static str,
    /// Probability of head, relation and Penn tag together, in percent.
    pub certainty: u8,
}

/// A window and the sentence that it belongs to.
struct Part {
    sentence: usize,
    window: Window,
}

impl Engine {
    /// Loads the weights at `path`, or those built into the binary.
    ///
    /// The model's labels live as long as the program, so load it once.
    pub fn load(path: Option<&Path>) -> Result<Self, NlpError> {
        let error = |reason: String| NlpError::Model {
            path: path.map_or("built in".to_owned(), |path| path.display().to_string()),
            reason,
        };
        let weights = match path {
            Some(path) => Weights::read(&std::fs::read(path).map_err(|e| error(e.to_string()))?),
            None => Weights::read(BUILT_IN),
        };
        let kernel = Kernel::available()[0];
        Ok(Self { weights: weights.map_err(error)?, segmenter: Segmenter::load()?, kernel })
    }

    /// What divides text into sentences and words.
    pub fn segmenter(&self) -> &Segmenter {
        &self.segmenter
    }

    /// The same model on another of the machine's instruction sets, for comparison.
    pub fn with_kernel(self, kernel: Kernel) -> Self {
        Self { kernel, ..self }
    }

    /// Analyses sentences given as their words, on the threads of the current pool. The analysis of a sentence depends
    /// on that sentence alone.
    pub fn analyse<S: AsRef<[W]> + Sync, W: AsRef<str>>(&self, sentences: &[S]) -> Vec<Analysis> {
        let sentences: Vec<Vec<&str>> =
            sentences.iter().map(|words| words.as_ref().iter().map(AsRef::as_ref).collect()).collect();
        let windows: Vec<Vec<Window>> =
            sentences.par_iter().map(|words| window::windows(&self.weights, words)).collect();
        let parts = windows.into_iter().enumerate();
        let parts: Vec<Part> = parts
            .flat_map(|(sentence, windows)| windows.into_iter().map(move |window| Part { sentence, window }))
            .collect();
        let analysed: Vec<Vec<Analysis>> = batches(&parts)
            .into_par_iter()
            .map_init(Workspace::default, |space, batch| self.analyse_batch(&sentences, batch, space))
            .collect();
        let mut analyses = vec![Analysis::default(); sentences.len()];
        for (part, analysis) in parts.iter().zip(analysed.into_iter().flatten()) {
            join(&mut analyses[part.sentence], analysis);
        }
        analyses
    }

    fn analyse_batch(&self, sentences: &[Vec<&str>], parts: &[Part], space: &mut Workspace) -> Vec<Analysis> {
        let windows: Vec<&Window> = parts.iter().map(|part| &part.window).collect();
        let vectors = encoder::encode(&self.weights, self.kernel, &windows, space);
        let decisions = heads::decide(&self.weights, self.kernel, &windows, &vectors);
        let words = parts.iter().map(|part| &sentences[part.sentence][part.window.words.clone()]);
        words.zip(&decisions).map(|(words, decisions)| self.name_labels(words, decisions)).collect()
    }

    fn lemma(&self, form: &str, (upos, xpos): (&str, &str), scripts: &[usize]) -> String {
        let scripts = scripts.iter().map(|&script| &self.weights.labels.scripts[script]);
        let lemmas = scripts.filter(|script| script.fits(form)).map(|script| script.apply(form));
        let lemma = self.weights.exceptions.lemma(form, upos, lemmas, |lemma| self.weights.wordpiece.knows(lemma));
        super::lemma::uninflected(form, (upos, xpos), lemma, |word| self.weights.wordpiece.knows(word))
    }

    /// Labels and lemmas in place of numbers.
    fn name_labels(&self, words: &[&str], decisions: &Decisions) -> Analysis {
        let labels = &self.weights.labels;
        let words = words.iter().enumerate().map(|(i, form)| {
            let upos = labels.upos[decisions.upos[i]];
            WordAnalysis {
                lemma: self.lemma(form, (upos, labels.xpos[decisions.xpos[i]]), &decisions.scripts[i]),
                upos,
                xpos: labels.xpos[decisions.xpos[i]],
                head: decisions.head[i],
                deprel: labels.deprel[decisions.deprel[i]],
                certainty: (decisions.certainty[i] * 100.0).round() as u8,
            }
        });
        Analysis { words: words.collect(), names: names::names(&decisions.names) }
    }
}

/// Cuts the parts into batches of some [`BATCH`] pieces.
fn batches(parts: &[Part]) -> Vec<&[Part]> {
    let mut pieces = 0;
    let mut batches = Vec::new();
    let mut start = 0;
    for (index, part) in parts.iter().enumerate() {
        pieces += part.window.pieces.len();
        if pieces >= BATCH {
            batches.push(&parts[start..=index]);
            (start, pieces) = (index + 1, 0);
        }
    }
    if start < parts.len() {
        batches.push(&parts[start..]);
    }
    batches
}

/// Appends the analysis of a sentence's next window: its root hangs from the sentence's.
fn join(sentence: &mut Analysis, window: Analysis) {
    let offset = sentence.words.len() as u32;
    let root = sentence.words.iter().position(|word| word.head == 0).map(|root| root as u32 + 1);
    sentence.words.extend(window.words.into_iter().map(|word| match (word.head, root) {
        (0, None) => word,
        (0, Some(root)) => WordAnalysis { head: root, deprel: JOINT, ..word },
        (head, _) => WordAnalysis { head: head + offset, ..word },
    }));
    let moved = |name: Name| Name { first: name.first + offset, last: name.last + offset, ..name };
    sentence.names.extend(window.names.into_iter().map(moved));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::nlp::tree;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::load(None).expect("built-in weights"));

    fn words(text: &str) -> Vec<&str> {
        text.split(' ').collect()
    }

    fn sentences() -> Vec<Vec<&'static str>> {
        vec![
            words("The ferry left Bergen at dawn ."),
            words("Why ?"),
            words("PORT AUTHORITY CONFIRMS TWO SHIPS COLLIDED NEAR OSLO"),
            words("Ministers said on Tuesday that the strait , closed since March , would not reopen before spring ."),
            words("n't 京 \u{200D} 👩‍👩‍👧 \u{7} … مرحبا"),
        ]
    }

    #[test]
    fn a_sentence_alone_and_in_company() {
        let many: Vec<Vec<&str>> = std::iter::repeat_n(sentences(), 30).flatten().collect();
        let together = ENGINE.analyse(&many);
        for (index, sentence) in sentences().into_iter().enumerate() {
            let alone = ENGINE.analyse(&[sentence]).remove(0);
            for company in together.iter().skip(index).step_by(5) {
                assert_eq!(&alone, company);
            }
        }
    }

    #[test]
    fn every_instruction_set_and_number_of_threads() {
        let expected = ENGINE.analyse(&sentences());
        for kernel in Kernel::available() {
            let engine = Engine::load(None).expect("built-in weights").with_kernel(kernel);
            assert_eq!(engine.analyse(&sentences()), expected, "{}", kernel.name());
        }
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
        assert_eq!(pool.install(|| ENGINE.analyse(&sentences())), expected);
    }

    #[test]
    fn a_sentence_of_any_length_is_one_tree() {
        let long: Vec<&str> = words("and the boats waited , ").into_iter().cycle().take(3001).collect();
        let analysis = ENGINE.analyse(&[long]).remove(0);
        assert_eq!(analysis.words.len(), 3001);
        let heads: Vec<u32> = analysis.words.iter().map(|word| word.head).collect();
        assert!(tree::is_tree(&heads));
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert!(ENGINE.analyse::<Vec<&str>, &str>(&[]).is_empty());
        assert_eq!(ENGINE.analyse(&[Vec::<&str>::new()]), [Analysis::default()]);
        assert_eq!(ENGINE.analyse(&[[""]])[0].words.len(), 1);
    }

    #[test]
    fn a_broken_file_is_an_error() {
        let broken = Weights::read(&BUILT_IN[..BUILT_IN.len() / 2]);
        assert!(broken.is_err() && Weights::read(b"").is_err());
        assert!(Engine::load(Some(Path::new("no such file"))).is_err());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(16))]

        #[test]
        fn any_words_make_a_tree(words in prop::collection::vec(".{0,12}", 1..12)) {
            let analysis = ENGINE.analyse(&[&words]).remove(0);
            let heads: Vec<u32> = analysis.words.iter().map(|word| word.head).collect();
            prop_assert!(heads.len() == words.len() && tree::is_tree(&heads));
            prop_assert!(words.iter().zip(&analysis.words).all(|(form, word)| form.is_empty() || !word.lemma.is_empty()));
            prop_assert!(analysis.names.iter().all(|name| name.first <= name.last && (name.last as usize) < words.len()));
        }
    }
}
