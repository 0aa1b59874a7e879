//! The `claimgraph` program: hands over to the command line in [`cli`].

mod cli;

fn main() -> std::process::ExitCode {
    cli::run()
}
