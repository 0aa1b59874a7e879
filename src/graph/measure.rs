//! The measures by name: what `--by` takes.

use super::{Network, betweenness, brokerage, clustering, communities, core, cuts, distances, pagerank, spectral};

/// A number for each node of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The number of neighbours.
    Degree,
    /// The number of those who point at it.
    InDegree,
    /// The number of those it points at.
    OutDegree,
    /// The weight of all its edges.
    Strength,
    /// [`pagerank::pagerank`]
    PageRank,
    /// [`spectral::hits`]: pointed at.
    Authorities,
    /// [`spectral::hits`]: pointing.
    Hubs,
    /// [`spectral::eigenvector`]
    Eigenvector,
    /// [`spectral::katz`]
    Katz,
    /// [`distances::closeness`]
    Closeness,
    /// [`distances::harmonic`]
    Harmonic,
    /// [`betweenness::betweenness`]
    Betweenness,
    /// [`core::core_numbers`]
    Core,
    /// [`clustering::clustering`]
    Clustering,
    /// [`brokerage::constraint`]
    Constraint,
    /// [`cuts::cuts`]
    Articulation,
    /// [`communities::communities`]: the number of the community, from 1 for the largest.
    Community,
}

/// The values of a measure on a graph.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scores {
    /// One value for each node; NaN where the measure says nothing of a node.
    pub values: Vec<f64>,
    /// What to know about the values beside [`Measure::note`]: that they are estimates, or did not converge.
    pub caveat: Option<String>,
}

impl From<Vec<f64>> for Scores {
    fn from(values: Vec<f64>) -> Self {
        // An empty sum is −0, which nobody wants to read.
        let plain = |value: f64| if value == 0.0 { 0.0 } else { value };
        Self { values: values.into_iter().map(plain).collect(), caveat: None }
    }
}

impl From<spectral::Iterated> for Scores {
    fn from(found: spectral::Iterated) -> Self {
        let caveat =
            "the values did not settle: this graph has no single leading eigenvector, or one too close to the next";
        Self { caveat: (!found.converged).then(|| caveat.to_owned()), ..Self::from(found.values) }
    }
}

/// No measure has this name.
#[derive(Debug, thiserror::Error)]
#[error("there is no measure {0:?}; there are {names}", names = Measure::ALL.map(Measure::name).join(", "))]
pub struct UnknownMeasure(String);

impl std::str::FromStr for Measure {
    type Err = UnknownMeasure;

    fn from_str(name: &str) -> Result<Self, UnknownMeasure> {
        let plain = |name: &str| name.to_lowercase().replace(['-', '_', ' '], "");
        let found = Measure::ALL.into_iter().find(|measure| plain(measure.name()) == plain(name));
        found.ok_or_else(|| UnknownMeasure(name.to_owned()))
    }
}

impl Measure {
    /// All measures.
    pub const ALL: [Self; 17] = [
        Self::Degree,
        Self::InDegree,
        Self::OutDegree,
        Self::Strength,
        Self::PageRank,
        Self::Authorities,
        Self::Hubs,
        Self::Eigenvector,
        Self::Katz,
        Self::Closeness,
        Self::Harmonic,
        Self::Betweenness,
        Self::Core,
        Self::Clustering,
        Self::Constraint,
        Self::Articulation,
        Self::Community,
    ];

    /// Its name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Degree => "degree",
            Self::InDegree => "in-degree",
            Self::OutDegree => "out-degree",
            Self::Strength => "strength",
            Self::PageRank => "pagerank",
            Self::Authorities => "authorities",
            Self::Hubs => "hubs",
            Self::Eigenvector => "eigenvector",
            Self::Katz => "katz",
            Self::Closeness => "closeness",
            Self::Harmonic => "harmonic",
            Self::Betweenness => "betweenness",
            Self::Core => "core",
            Self::Clustering => "clustering",
            Self::Constraint => "constraint",
            Self::Articulation => "articulation",
            Self::Community => "community",
        }
    }

    /// What its values say, in a line.
    pub fn note(self) -> &'static str {
        match self {
            Self::Degree => "the number of neighbours",
            Self::InDegree => "the number of those who act on it; all neighbours where edges have no direction",
            Self::OutDegree => "the number of those it acts on; all neighbours where edges have no direction",
            Self::Strength => "the weight of all its edges",
            Self::PageRank => "the share of a random walk's time, damping 0.85; follows weights",
            Self::Authorities => "HITS: pointed at by hubs, adds up to 1; weighted",
            Self::Hubs => "HITS: points at authorities, adds up to 1; weighted",
            Self::Eigenvector => "counts as much as its neighbours together (leading eigenvector, length 1); weighted",
            Self::Katz => "walks that end here, longer ones counting less; weighted",
            Self::Closeness => {
                "nearness to those who can reach it, by hops, times their share of all (Wasserman and Faust)"
            }
            Self::Harmonic => "the sum of 1 / distance by hops; what cannot reach it adds nothing",
            Self::Betweenness => "the share of shortest paths by hops that lead through it",
            Self::Core => "k, where it belongs to a group in which everyone has k neighbours; no directions",
            Self::Clustering => "the share of its pairs of neighbours who are connected; no directions, no weights",
            Self::Constraint => {
                "Burt's constraint, the lowest first: contacts who do not know each other make a broker"
            }
            Self::Articulation => "how many more pieces there would be without it; no directions",
            Self::Community => "the number of its community (Leiden), the largest first; weighted, no directions",
        }
    }

    /// Whether low values come first.
    pub fn ascending(self) -> bool {
        matches!(self, Self::Constraint | Self::Community)
    }

    /// Measures a graph. Betweenness is estimated where [`betweenness::is_large`].
    pub fn of(self, network: &Network) -> Scores {
        let (out, into) = (network.outgoing(), network.incoming());
        let counts = |count: &dyn Fn(u32) -> f64| network.nodes().map(count).collect::<Vec<f64>>().into();
        match self {
            Self::Degree => {
                let network = network.undirected();
                network.nodes().map(|node| f64::from(network.outgoing().degree(node))).collect::<Vec<_>>().into()
            }
            Self::InDegree => counts(&|node| f64::from(into.degree(node))),
            Self::OutDegree => counts(&|node| f64::from(out.degree(node))),
            Self::Strength if network.is_directed() => counts(&|node| out.strength(node) + into.strength(node)),
            Self::Strength => counts(&|node| out.strength(node)),
            Self::PageRank => pagerank::pagerank(network).into(),
            Self::Authorities => spectral::hits(network).authorities.into(),
            Self::Hubs => spectral::hits(network).hubs.into(),
            Self::Eigenvector => spectral::eigenvector(network).into(),
            Self::Katz => katz(network),
            Self::Closeness => distances::closeness(network).into(),
            Self::Harmonic => distances::harmonic(network).into(),
            Self::Betweenness if betweenness::is_large(network) => sampled(network),
            Self::Betweenness => betweenness::betweenness(network).into(),
            Self::Core => core::core_numbers(network).into_iter().map(f64::from).collect::<Vec<_>>().into(),
            Self::Clustering => clustering::clustering(network).into(),
            Self::Constraint => brokerage::constraint(network).into(),
            Self::Community => community(network),
            Self::Articulation => cuts::cuts(network).pieces.into_iter().map(f64::from).collect::<Vec<_>>().into(),
        }
    }
}

fn katz(network: &Network) -> Scores {
    let attenuation = spectral::attenuation(network);
    let found = Scores::from(spectral::katz(network, attenuation));
    Scores { caveat: Some(format!("attenuation {attenuation}")), ..found }
}

fn community(network: &Network) -> Scores {
    let found = communities::communities(network);
    let caveat = Some(format!("modularity {}", found.modularity));
    Scores { values: found.of.iter().map(|community| f64::from(*community) + 1.0).collect(), caveat }
}

fn sampled(network: &Network) -> Scores {
    let found = betweenness::sampled(network);
    let caveat = format!(
        "estimated from {} sources: with probability 0.9 no value is off by more than {:.2e}",
        found.sources, found.error
    );
    Scores { values: found.values, caveat: Some(caveat) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back() {
        for measure in Measure::ALL {
            assert_eq!(measure.name().to_uppercase().parse::<Measure>().ok(), Some(measure));
        }
        assert_eq!("PAGE_RANK".parse::<Measure>().ok(), Some(Measure::PageRank));
        let error = "fame".parse::<Measure>().expect_err("no such measure").to_string();
        assert!(error.contains("\"fame\"") && error.contains("betweenness"), "{error}");
    }

    #[test]
    fn every_measure_bears_every_graph() {
        let edges = [(0, 1, 1.0), (1, 2, 2.0), (2, 2, 1.0), (4, 5, 1.0)];
        for directed in [false, true] {
            for nodes in [0, 1, 2, 7] {
                let network = Network::new(nodes, directed, edges);
                for measure in Measure::ALL {
                    let values = measure.of(&network).values;
                    assert_eq!(values.len(), nodes, "{}", measure.name());
                    let sound = |value: &f64| value.is_finite() || measure == Measure::Constraint;
                    assert!(values.iter().all(sound), "{} {values:?}", measure.name());
                }
            }
        }
    }
}
