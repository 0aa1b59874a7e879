//! The command line as data: clap alone, no behaviour. Man page and completions are made from it too.

use claimgraph::export::Format;
use claimgraph::graph::{Family, Measure};
use claimgraph::model::{EntityType, Modality, Polarity};
use claimgraph::vocab;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Reads news and builds a knowledge graph of who did, said, plans, demands or denies what.
///
/// Every edge shows the sentence that it came from. Nothing is sent anywhere, unless you name a server to ask.
#[derive(Debug, Parser)]
#[command(name = "claimgraph", version, propagate_version = true, max_term_width = 100)]
#[command(after_help = "Exit status: 0 all good, 1 some inputs failed or nothing was found, 2 could not run.")]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every command.
#[derive(Args, Clone, Debug)]
pub struct Global {
    /// The graph directory
    #[arg(short, long, global = true, value_name = "DIR", default_value = "./kg")]
    pub graph: PathBuf,
    /// Threads for the language analysis [default: all cores]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Weights of the language model [default: those built in]
    #[arg(long, global = true, value_name = "PATH")]
    pub model: Option<PathBuf>,
    /// No progress and no summary on standard error
    #[arg(short, long, global = true)]
    pub quiet: bool,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read files and folders into a fresh graph directory, and say what is in it
    Build {
        /// Files, folders, globs; `-` for standard input
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// The graph directory to make [default: that of --graph]
        #[arg(short, long, value_name = "DIR")]
        output: Option<PathBuf>,
        /// How inputs are read.
        #[command(flatten)]
        reading: Reading,
        /// How the summary is written
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// Add documents to a graph
    Add {
        /// Files, folders, globs; `-` for standard input
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// How inputs are read.
        #[command(flatten)]
        reading: Reading,
        /// How the summary is written
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// Remove documents from a graph, with everything that they alone brought
    Remove {
        /// Ids, beginnings of ids, or sources
        #[arg(required = true, value_name = "DOC")]
        documents: Vec<String>,
    },
    /// Ask the graph in SPARQL; the prefixes ent: rel: pred: layer: cg: prov: oa: rdfs: wd: … are declared
    #[command(after_help = QUERY_EXAMPLES)]
    Query {
        /// The query, or @FILE, or `-` for standard input
        #[arg(value_name = "SPARQL|@FILE")]
        query: String,
        /// How the answer is written
        #[arg(long, value_enum, default_value_t = QueryFormat::Table)]
        format: QueryFormat,
        /// Let SERVICE send its part of the query, with the values that it is joined with, to the server it names
        #[arg(long)]
        federated: bool,
        /// Give up after so many seconds [default: 60 with --federated, else none]
        #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
        timeout: Option<u32>,
    },
    /// Show everything known about one actor, claim or document, with the quotes
    Show {
        /// A name, a Wikidata item (Q…), `ent:…`, `claim:…`, or a document's id or source
        #[arg(value_name = "NAME|QID|CLAIM|DOC")]
        what: String,
        /// Show so many claims of each kind; 0 for all
        #[arg(long, default_value_t = 12, value_name = "N")]
        limit: usize,
        /// How it is written
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
    /// Rank the actors by a measure of who matters, with the strongest edges of each and a quote
    #[command(after_help = ACTORS_EXAMPLES)]
    Actors {
        /// degree, in-degree, out-degree, strength, pagerank, authorities, hubs, eigenvector, katz, closeness, harmonic,
        /// betweenness, core, clustering, constraint (lowest first: brokers), articulation, community
        #[arg(long, default_value = "degree", value_name = "MEASURE", hide_default_value = true)]
        by: Measure,
        /// So many; 0 for all
        #[arg(long, default_value_t = 25, value_name = "N")]
        top: usize,
        /// Who rises and who falls: the measure in each window of time, the largest change first. A statement counts in every
        /// window from its first day to its last
        #[arg(long, value_enum, value_name = "WINDOW", conflicts_with_all = ["edges", "save"])]
        window: Option<WindowLength>,
        /// Measure this table of edges (columns source, target, and weight or support if there are weights) in place of a graph
        #[arg(long, value_name = "FILE.csv", conflicts_with = "save")]
        edges: Option<PathBuf>,
        /// Keep the values in the graph, until documents are added or removed: GRAPH measure:NAME { ?actor rdf:value ?value }
        #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
        save: Option<String>,
        /// What is measured.
        #[command(flatten)]
        projection: Projecting,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// Find groups of actors that have more to do with each other than with the rest, and what holds each together
    Communities {
        /// So many; 0 for all
        #[arg(long, default_value_t = 12, value_name = "N")]
        top: usize,
        /// Keep the communities in the graph, until documents are added or removed: GRAPH measure:NAME { ?actor rdf:value ?number }
        #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "")]
        save: Option<String>,
        /// What is divided.
        #[command(flatten)]
        projection: Projecting,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// List what cannot both be right, surest first, with both quotes side by side
    #[command(after_help = CONTRADICTIONS_EXAMPLES)]
    Contradictions {
        /// Only these kinds: value, polarity, opposite, class, time, modality, rule
        #[arg(long, value_delimiter = ',', value_name = "KIND")]
        kind: Vec<claimgraph::contradict::Kind>,
        /// Only between: sources, within, dispute, change
        #[arg(long, value_delimiter = ',', value_name = "WHOM")]
        between: Vec<claimgraph::contradict::Between>,
        /// From this score on, 0 to 1
        #[arg(long, default_value_t = claimgraph::contradict::DEFAULT_SCORE, value_name = "SCORE")]
        min_score: f32,
        /// Also list the pairs that were weighed and let go, and why
        #[arg(long)]
        explain: bool,
        /// A folder of SPARQL files (.rq), each of which selects pairs of claims ?a ?b and a ?message
        #[arg(long, value_name = "DIR")]
        rules: Option<PathBuf>,
        /// So many; 0 for all
        #[arg(long, default_value_t = 0, value_name = "N")]
        top: usize,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// Show who asserts, denies, doubts, accepts or rejects what, and who denies whom
    Stances {
        /// Also statements that one actor alone asserts
        #[arg(long)]
        all: bool,
        /// Only who denies whom
        #[arg(long)]
        denials: bool,
        /// How it is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// Say whether two texts contradict each other, in what, and which claims
    #[command(after_help = COMPARE_EXAMPLES)]
    Compare(Comparing),
    /// Write the graph as a file
    Export {
        /// turtle, trig, nquads, ntriples, jsonld, rdfxml, dot, svg, png, html, graphml, gexf, cytoscape, ftm, csv, csv-nodes,
        /// csv-edges, csv-mentions, gephi-nodes, gephi-edges, neo4j-nodes, neo4j-edges, jsonl
        #[arg(value_name = "FORMAT")]
        format: Format,
        /// Where to [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Plain RDF 1.1, without triple terms, for older tools
        #[arg(long)]
        rdf11: bool,
        /// Draw so many actors, the most central ones; 0 for all [default: 60 in a picture, 5000 in a page]
        #[arg(long, value_name = "N")]
        top: Option<usize>,
    },
    /// Decide who is who, and link entities to Wikidata
    ///
    /// Decisions are kept in the graph directory, in decisions.tsv, and hold for every later build. An ENTITY is a name, `ent:…`
    /// or a Wikidata item of the graph; ` (TYPE)` after a name tells two of one name apart.
    #[command(subcommand)]
    Link(LinkCommand),
    /// Make or look at a gazetteer: the names by which entities are linked to Wikidata
    #[command(subcommand)]
    Gazetteer(GazetteerCommand),
    /// Print the language analysis alone, as CoNLL-U with character offsets and names in MISC
    Annotate {
        /// Text files and others that `build` reads; `-` for text from standard input
        #[arg(required = true, value_name = "INPUT")]
        inputs: Vec<String>,
        /// The inputs are CoNLL-U, whose sentences and words are kept
        #[arg(long)]
        pretokenized: bool,
    },
    /// Write shell completions to standard output
    #[command(hide = true)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the man page to standard output
    #[command(hide = true)]
    Man,
}

/// What to do with gazetteers.
#[derive(Debug, Subcommand)]
pub enum GazetteerCommand {
    /// Make a gazetteer from a Wikidata dump, or from a table of items
    #[command(after_help = GAZETTEER_SOURCES)]
    Build {
        /// Dumps (.json, .gz, .bz2, .zst) and tables (.tsv); of an item in several, the first one's words are kept and the others' added
        #[arg(value_name = "SOURCE", required = true)]
        sources: Vec<PathBuf>,
        /// The gazetteer to make; packed where its name ends in .zst
        #[arg(short, long, value_name = "FILE")]
        output: PathBuf,
        /// The day of the data
        #[arg(long, value_name = "DATE", default_value = "")]
        date: String,
        /// Of a dump: items that at least so many Wikipedia editions write of
        #[arg(long, value_name = "N", default_value_t = 3)]
        min_sitelinks: usize,
        /// Of a dump: instances of these classes and of their subclasses alone (Q5, Q43229)
        #[arg(long = "class", value_name = "QID")]
        classes: Vec<String>,
        /// Of tables: without the items of the built-in gazetteer, to which a table is added otherwise
        #[arg(long)]
        alone: bool,
    },
    /// Say what is in a gazetteer: size, date, sources
    Info {
        /// The gazetteer [default: the one built in]
        #[arg(value_name = "FILE")]
        file: Option<PathBuf>,
        /// How it is written
        #[arg(long, value_enum, default_value_t = TextFormat::Text)]
        format: TextFormat,
    },
}

/// What is compared.
#[derive(Args, Clone, Debug)]
pub struct Comparing {
    /// Two files, one of which may be `-` for standard input; with --text, two texts
    #[arg(value_names = ["A", "B"], num_args = 2, required_unless_present = "pairs", conflicts_with = "pairs")]
    pub inputs: Vec<String>,
    /// A and B are the texts themselves
    #[arg(long, conflicts_with = "pairs")]
    pub text: bool,
    /// Many pairs: a file of JSON lines {"id","a","b"}, or `-`; one JSON line is written for each, in the same order
    #[arg(long, value_name = "FILE")]
    pub pairs: Option<String>,
    /// How the answer is written; --pairs always writes JSON
    #[arg(long, value_enum, default_value_t = TextFormat::Text)]
    pub format: TextFormat,
}

/// The commands of `link`.
#[derive(Debug, Subcommand)]
pub enum LinkCommand {
    /// Say that several entities are one
    Merge {
        /// Two or more
        #[arg(required = true, num_args = 2.., value_name = "ENTITY")]
        entities: Vec<String>,
        /// Who says so, and why.
        #[command(flatten)]
        note: Note,
    },
    /// Say that those mentioned by a name are not who they were taken for
    Split {
        /// The name, as the documents have it
        #[arg(value_name = "NAME")]
        name: String,
        /// Who says so, and why.
        #[command(flatten)]
        note: Note,
    },
    /// Say which Wikidata item an entity is, or that it is none
    Pin {
        /// The entity
        #[arg(value_name = "ENTITY")]
        entity: String,
        /// The item
        #[arg(value_name = "QID|none")]
        item: String,
        /// Who says so, and why.
        #[command(flatten)]
        note: Note,
    },
    /// Take back the last decision, or all that one person or service took
    Undo {
        /// All that NAME took
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// List doubtful links and merges, with candidates, scores and a sentence
    ///
    /// As CSV it is a form: fill in the column `decision` with an item (Q…) or `none` for a link, `same` or `different` for a merge,
    /// and give it to `link import`.
    Review {
        /// Links that are less sure than this are doubtful
        #[arg(long, default_value_t = 0.8, value_name = "SCORE")]
        below: f32,
        /// So many, the most mentioned first; 0 for all
        #[arg(long, default_value_t = 25, value_name = "N")]
        top: usize,
        /// How the list is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
    /// Take decisions from a table with the columns name and decision, such as `link review --format csv` writes
    Import {
        /// CSV; semicolons and tabs are understood too
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Who decides [default: the column `by`, or the user's name on this system]
        #[arg(long, value_name = "NAME")]
        by: Option<String>,
    },
    /// Write statements between linked entities for Wikidata, as CSV for QuickStatements
    ///
    /// Only what articles assert as a fact, and only relations that ontology/mappings.ttl gives a property of Wikidata. Each statement
    /// has the address and the date of its article as its reference, where they are known. Nothing is sent to Wikidata.
    Export {
        /// The least confidence of a claim
        #[arg(long, default_value_t = 0.7, value_name = "0..1")]
        min_confidence: f32,
        /// Where to [default: standard output]
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Ask a reconciliation service on the network which Wikidata items the unlinked entities are
    ///
    /// The service at URL is told the names and types of entities of this graph. It speaks the W3C Entity Reconciliation API, 0.1,
    /// 0.2 or 1.0 draft. Answers are kept in the graph directory as they come, so that a run that was cut off goes on where it
    /// stopped. A candidate of the right type with --min-score that is --margin ahead of the next becomes a decision (`link undo
    /// --by URL` takes all of them back); the rest goes to `link review`.
    Reconcile {
        /// The address of the service, for Wikidata https://wikidata.reconci.link/en/api
        #[arg(value_name = "URL")]
        url: String,
        /// How it is asked.
        #[command(flatten)]
        asking: Reconciling,
    },
    /// List the decisions
    List {
        /// How the list is written
        #[arg(long, value_enum, default_value_t = TableFormat::Table)]
        format: TableFormat,
    },
}

/// How a reconciliation service is asked, and what is made of its answers.
#[derive(Args, Clone, Debug)]
pub struct Reconciling {
    /// The least score, of 100, that a candidate is taken with
    #[arg(long, default_value_t = 90.0, value_name = "SCORE")]
    pub min_score: f64,
    /// How far the next candidate must be behind
    #[arg(long, default_value_t = 10.0, value_name = "SCORE")]
    pub margin: f64,
    /// The class that the service is asked for where it is asked for entities of a type
    #[arg(long = "class", value_name = "TYPE=CLASS")]
    pub classes: Vec<String>,
    /// Only the so many most mentioned entities; 0 for all
    #[arg(long, default_value_t = 0, value_name = "N")]
    pub top: usize,
    /// Ask again what was answered before
    #[arg(long)]
    pub again: bool,
    /// Questions at once [default: what the service takes, or 10]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub batch: Option<u16>,
    /// Give a request up after so many seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    pub timeout: u32,
    /// Send a request so often again that failed for a reason that may pass
    #[arg(long, default_value_t = 4, value_name = "N")]
    pub retries: u32,
}

/// Who decides, and why.
#[derive(Args, Clone, Debug)]
pub struct Note {
    /// Only as mentioned in this document (id, beginning of an id, or source)
    #[arg(long, value_name = "DOC")]
    pub document: Option<String>,
    /// Who decides [default: the user's name on this system]
    #[arg(long, value_name = "NAME")]
    pub by: Option<String>,
    /// Why
    #[arg(long, value_name = "TEXT")]
    pub why: Option<String>,
}

/// How inputs are read.
#[derive(Args, Clone, Debug)]
pub struct Reading {
    /// Link names by this gazetteer, now and in later commands; `built-in` for the one within the program
    #[arg(long, value_name = "FILE")]
    pub gazetteer: Option<PathBuf>,
    /// Keep documents of any language; the analysis knows English only
    #[arg(long)]
    pub any_language: bool,
    /// Keep the text as it is: drop no advertisement, byline or notice
    #[arg(long)]
    pub verbatim: bool,
    /// Read every input as text, markdown, html, jsonl, json, csv, feed or warc, whatever its name and content
    #[arg(long, value_name = "FORMAT")]
    pub input_format: Option<claimgraph::ingest::Format>,
    /// A table (CSV, TSV) with a column of file names and any of title, date, publisher, author, URL
    #[arg(long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,
    /// A mapping file for event tables, in place of the built-in ones (ACLED, GDELT, UCDP GED)
    #[arg(long, value_name = "FILE")]
    pub mapping: Option<PathBuf>,
    /// What a column or field holds where its name does not tell: text=story, title=, date=, publisher=, url=, author=
    #[arg(long = "column", value_name = "ROLE=NAME")]
    pub columns: Vec<String>,
}

/// Which statements make the graph that is measured. Several values of an option are alternatives.
#[derive(Args, Clone, Debug)]
pub struct Projecting {
    /// What is connected with what
    #[arg(long, value_enum, default_value_t = Connecting::Actors, help_heading = "Graph")]
    pub projection: Connecting,
    /// Edges lead from subject to object
    #[arg(long, help_heading = "Graph")]
    pub directed: bool,
    /// Only edges that are cooperation or conflict; says how balanced the graph is
    #[arg(long, help_heading = "Graph")]
    pub signed: bool,
    /// Only actors of these types: person, organization, place, facility, group, event, work, thing
    #[arg(long = "type", value_delimiter = ',', value_name = "TYPE", value_parser = entity_type, help_heading = "Graph")]
    pub types: Vec<EntityType>,
    /// Only these relations with their kinds (consult, accuse, …), or cooperation, conflict, verbal_conflict, …
    #[arg(long = "relation", value_delimiter = ',', value_name = "RELATION", help_heading = "Graph")]
    pub relations: Vec<Family>,
    /// Only actual, planned, demanded, offered, conditional, possible, desired, obliged
    #[arg(long = "modality", value_delimiter = ',', value_name = "MODALITY", value_parser = modality, help_heading = "Graph")]
    pub modalities: Vec<Modality>,
    /// Only affirmed, or only negated
    #[arg(long, value_parser = polarity, value_name = "POLARITY", help_heading = "Graph")]
    pub polarity: Option<Polarity>,
    /// Only statements of this day or later, by the day that they speak of, else by that of their article
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Graph")]
    pub since: Option<jiff::civil::Date>,
    /// Only statements of this day or earlier
    #[arg(long, value_name = "YYYY-MM-DD", help_heading = "Graph")]
    pub until: Option<jiff::civil::Date>,
    /// Only what these say, by name
    #[arg(long = "speaker", value_name = "NAME", help_heading = "Graph")]
    pub speakers: Vec<String>,
    /// Only statements of at least so many independent documents
    #[arg(long, default_value_t = 1, value_name = "N", hide_default_value = true, help_heading = "Graph")]
    pub min_support: u32,
    /// Only statements with a claim of at least this confidence
    #[arg(long, default_value_t = 0.0, value_name = "0..1", hide_default_value = true, help_heading = "Graph")]
    pub min_confidence: f32,
    /// Also what has no name of its own
    #[arg(long, help_heading = "Graph")]
    pub unnamed: bool,
}

/// What is connected with what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Connecting {
    /// Subjects with objects: who acts on whom
    Actors,
    /// Speakers with those they speak of
    Speakers,
    /// Those who deny something with those who say it
    Denials,
    /// Actors with what is said to happen: who takes part in what
    Events,
}

/// Lengths of windows of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum WindowLength {
    /// A day
    Day,
    /// Monday to Sunday
    Week,
    /// A calendar month
    Month,
    /// Three calendar months
    Quarter,
    /// A calendar year
    Year,
}

fn entity_type(name: &str) -> Result<EntityType, String> {
    known(name, vocab::CLASSES, |kind| vocab::class_name(kind).to_lowercase())
}

fn modality(name: &str) -> Result<Modality, String> {
    known(name, vocab::MODALITIES, |modality| vocab::modality_name(modality).to_owned())
}

fn polarity(name: &str) -> Result<Polarity, String> {
    known(name, [Polarity::Affirmed, Polarity::Negated], |polarity| vocab::polarity_name(polarity).to_owned())
}

/// The value of that name, or the names that there are.
fn known<T: Copy, const N: usize>(name: &str, all: [T; N], name_of: impl Fn(T) -> String) -> Result<T, String> {
    let found = all.into_iter().find(|value| name_of(*value) == name.trim().to_lowercase());
    found.ok_or_else(|| format!("there are {}", all.map(name_of).join(", ")))
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TextFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// Forms of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// Forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// For people.
    Table,
    /// SPARQL results in JSON; JSON-LD for triples.
    Json,
    /// For spreadsheets.
    Csv,
    /// SPARQL results, tab-separated.
    Tsv,
    /// SPARQL results in XML; RDF/XML for triples.
    Xml,
    /// Triples of CONSTRUCT and DESCRIBE.
    Turtle,
}

const CONTRADICTIONS_EXAMPLES: &str = r#"A rule of your own, in rules/ceasefire.rq:
  SELECT ?a ?b ?message {
    ?a rdf:reifies <<( ?who pred:declare ?truce )>> . ?b rdf:reifies <<( ?who rel:attack ?whom )>> .
    BIND("declares a truce and attacks" AS ?message) }
The score of such a pair is 1, or what the rule gives as ?score."#;

const GAZETTEER_SOURCES: &str = r#"A dump is Wikidata's own: https://dumps.wikimedia.org/wikidatawiki/entities/latest-all.json.bz2, read twice.
A table is tab-separated. With a header, its columns are qid, label and any of type, country, aliases, description, positions,
prior, sources; without one, they are item, type, country, names, sources. Lists within a cell are separated by |.
Nothing is written before the end, so that a run that was cut off is simply run again.

  claimgraph gazetteer build latest-all.json.bz2 -o wikidata.names --min-sitelinks 5
  claimgraph build articles/ --gazetteer wikidata.names"#;

const QUERY_EXAMPLES: &str = r#"Examples:
  Whom does somebody meet, and where is it written?
    claimgraph query 'SELECT ?who ?met ?quote { ?c rdf:reifies <<( ?who pred:met_with ?met )>> ;
                      oa:hasTarget/oa:hasSelector/oa:exact ?quote }'
  What is planned?
    claimgraph query 'SELECT * { GRAPH layer:planned { ?who ?does ?what } }'
  Which statements have the most independent sources?
    claimgraph query 'SELECT ?s ?p ?o ?n { ?c cg:statement/cg:support ?n ; rdf:reifies <<( ?s ?p ?o )>> }
                      ORDER BY DESC(?n) LIMIT 20'"#;

const COMPARE_EXAMPLES: &str = r#"Examples:
  claimgraph compare monday.txt tuesday.txt
  claimgraph compare --text 'Nine people were injured.' 'Nobody was injured.'
  claimgraph compare --pairs pairs.jsonl

A score of 0.5 and more counts as a contradiction. Both texts are taken to speak of the same events where their words allow it."#;

const ACTORS_EXAMPLES: &str = "Examples:
  Who lies between the others?
    claimgraph actors --by betweenness
  Who is accused and attacked, by whom?
    claimgraph actors --by authorities --directed --relation conflict
  Whose weight grows from month to month?
    claimgraph actors --by pagerank --window month
  Whom do people speak of?
    claimgraph actors --by in-degree --projection speakers";
