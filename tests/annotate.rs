//! `annotate` as a black box: a text with its analysis, to be read by people.

mod common;

use common::output;

const TEXT: &str = "\u{feff}Ferry strike ends\n
Dockworkers in Bergen won’t strike on Friday, Mayor Kari Lund said. “They’ll get \u{20ac}2 million,” she\u{a0}added.\n";

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("strike.txt"), TEXT).expect("written");
    folder
}

#[test]
fn a_small_text() {
    insta::assert_snapshot!(output(folder().path(), &["annotate", "strike.txt"]));
}

#[test]
fn given_sentences_and_words_are_kept() {
    let folder = folder();
    let given = "# sent_id = a\n1\tShips\t_\t_\t_\t_\t_\t_\t_\t_\n2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n\
                 2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n3.1\tever\t_\t_\t_\t_\t_\t_\t_\t_\n\
                 4\t.\t_\t_\t_\t_\t_\t_\t_\t_\n\n1\tThey sail\t_\t_\t_\t_\t_\t_\t_\t_\n\n";
    std::fs::write(folder.path().join("ships.conllu"), given).expect("written");
    let printed = output(folder.path(), &["annotate", "--pretokenized", "ships.conllu"]);
    let column = |n: usize| {
        let lines = printed.lines().filter(|line| line.contains('\t'));
        lines.map(|line| line.split('\t').nth(n).unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(column(0), ["1", "2-3", "2", "3", "4", "1"]);
    assert_eq!(column(1), ["Ships", "don't", "do", "n't", ".", "They sail"]);
    assert!(printed.starts_with("# sent_id = a\n") && column(9)[1].contains("SpaceAfter=No"));
}

#[test]
fn threads_change_nothing_and_offsets_are_those_of_the_file() {
    let folder = folder();
    let many = TEXT.repeat(80);
    std::fs::write(folder.path().join("many.txt"), &many).expect("written");
    let printed = output(folder.path(), &["annotate", "--threads", "1", "many.txt"]);
    assert_eq!(printed, output(folder.path(), &["annotate", "--threads", "3", "many.txt"]));
    let characters: Vec<char> = many.trim_start_matches('\u{feff}').chars().collect();
    for line in printed.lines().filter(|line| line.contains("TokenRange=")) {
        let columns: Vec<&str> = line.split('\t').collect();
        let range = columns[9].rsplit('=').next().unwrap_or_default();
        let (start, end) = range.split_once(':').expect("a range");
        let (start, end): (usize, usize) = (start.parse().expect("a number"), end.parse().expect("a number"));
        assert_eq!(characters[start..end].iter().collect::<String>(), columns[1]);
    }
}
