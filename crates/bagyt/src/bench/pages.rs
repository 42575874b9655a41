//! Measuring pages as people's browsers ask for them, over the wire, from a server of its own.
//!
//! The server is another process of this program on the record of an invented country, so that its
//! processor time is its own. Each page is asked for on one warm connection; then requests come at
//! a fixed rate, whether or not the server keeps up. A latency is counted from the moment at which
//! the request was due: a server that stalls cannot hide it by being asked less.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use serde::{Deserialize, Serialize};

use super::http::{Client, escaped};
use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::settings::{Installation, Place};

/// Ticks in a second of the processor time that Linux tells of a process.
const TICKS: f64 = 100.0;

/// Connections that share an open load; more wait than the server could ever answer in time.
const CONNECTIONS: usize = 64;

/// Characters of the identifier of a case.
const CASE_LENGTH: usize = 36;

/// Requests a second that may be asked for.
const RATE_MAX: u32 = 10_000;

/// Pages that are measured: who opens them, the address, the goal in milliseconds of processor
/// time, and whether they take part in the open load. `{case}` stands for the case of the reader's
/// list whose term ends first.
const PAGES: [(&str, &str, f64, bool); 46] = [
    ("officer", "/today", 5.0, true),
    ("officer", "/cases", 5.0, true),
    ("officer", "/cases?due=0", 5.0, false),
    ("officer", "/cases?quiet=60", 5.0, false),
    ("officer", "/search?q=Асанов", 5.0, true),
    ("officer", "/search?q=Almaz", 5.0, false),
    ("officer", "/search?q=Осанов Бакит", 5.0, false),
    ("officer", "/search?q=работа", 5.0, false),
    ("officer", "/search?q=Манаса 12", 5.0, false),
    ("officer", "/search?q=0555123456", 5.0, false),
    ("officer", "/campaigns", 5.0, false),
    ("officer", AMNESTY, 5.0, false),
    ("officer", "/cases/{case}", 5.0, true),
    ("officer", "/cases/{case}?all=yes", 5.0, false),
    ("head", "/today", 5.0, true),
    ("head", "/cases?whose=office", 5.0, false),
    ("head", "/cases?whose=office&sort=name", 5.0, false),
    ("head", "/cases?whose=office&quiet=60", 5.0, false),
    ("head", "/search?q=Асанов", 5.0, false),
    ("head", "/office", 5.0, true),
    ("head", "/unallocated", 5.0, false),
    ("head", "/inbox", 5.0, true),
    ("head", "/reviews", 5.0, false),
    ("head", "/campaigns", 5.0, false),
    ("head", "/statistics", 5.0, false),
    ("head", "/cases/{case}?all=yes", 5.0, false),
    ("region", "/cases?whose=office", 5.0, true),
    ("region", "/cases?whose=office&sort=until", 5.0, false),
    ("region", "/cases?whose=office&sort=name", 5.0, false),
    ("region", "/cases?whose=office&quiet=60", 5.0, false),
    ("region", "/search?q=Асанов", 5.0, false),
    ("region", "/office", 5.0, false),
    ("region", "/campaigns", 5.0, false),
    ("region", AMNESTY, 5.0, false),
    ("region", "/statistics", 5.0, false),
    ("region", "/cases/{case}?all=yes", 5.0, false),
    ("department", "/campaigns", 5.0, false),
    ("department", "/statistics", 5.0, false),
    ("department", "/practice", 5.0, false),
    ("analyst", "/campaigns", 5.0, false),
    ("analyst", AMNESTY, 5.0, false),
    ("analyst", "/statistics", 5.0, true),
    ("analyst", "/practice", 5.0, true),
    ("analyst", "/evidence", 5.0, false),
    ("analyst", "/needs", 5.0, false),
    ("analyst", "/law", 5.0, false),
];

/// The campaign of the invented country that its largest lists belong to.
const AMNESTY: &str = "/campaigns/amnesty_of_independence";

/// The list from which the case of a page is taken.
const LIST_OF_CASES: &str = "/cases?sort=until";

/// Measure the pages of an invented country, served from its data directory.
#[derive(Args)]
pub(crate) struct Pages {
    /// Requests of each page, on one connection.
    #[arg(long, default_value_t = 300, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    requests: u32,
    /// Requests a second of the open load.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=i64::from(RATE_MAX)))]
    rate: u32,
    /// Seconds of the open load.
    #[arg(long, default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=3_600))]
    seconds: u32,
    /// Write the raw figures as JSON to this file too.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// What was measured of a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Measured {
    role: String,
    page: String,
    requests: u32,
    /// Of the first request after the server began.
    first_ms: f64,
    /// Processor time of the server for one request.
    processor_ms: f64,
    median_ms: f64,
    slowest_hundredth_ms: f64,
    /// Compressed, as they go over the wire.
    bytes: usize,
    goal_processor_ms: f64,
}

/// What was measured at a fixed rate.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct OpenLoad {
    requests_per_second: u32,
    seconds: u32,
    pages: usize,
    median_ms: f64,
    slowest_hundredth_ms: f64,
    slowest_ms: f64,
    goal_slowest_hundredth_ms: f64,
}

/// All that is written to the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Report {
    pages: Vec<Measured>,
    open_load: OpenLoad,
}

impl Pages {
    /// Serves, measures, and prints the tables that stand in `docs/benchmarks.md`.
    pub(super) fn run(&self, place: &Place) -> Result<(), Failure> {
        let directory = place.directory(opening::INVENTED)?;
        let installation = Installation::load(&directory)?;
        if installation.seed.is_none() {
            return Err(Failure::usage(&format!(
                "{} holds a real record; pages are measured on an invented country \
                 (`bagyt demo --fill-only`)",
                directory.display()
            )));
        }
        let server = Server::start(&directory, place.database.as_deref())?;
        let bar = progress::bar(PAGES.len() as u64 + u64::from(self.seconds), "pages");
        let mut pages = Vec::new();
        for (role, path, goal, _) in PAGES {
            pages.push(self.measure(&server, (role, path, goal))?);
            bar.inc(1);
        }
        let open_load = self.load(&server)?;
        bar.finish_and_clear();
        let report = Report { pages, open_load };
        print!("{}", tables(&report));
        if let Some(path) = &self.json {
            let raw =
                serde_json::to_string_pretty(&report).told(|| "writing figures".to_owned())?;
            std::fs::write(path, raw).told(|| format!("writing {}", path.display()))?;
        }
        Ok(())
    }

    fn measure(
        &self,
        server: &Server,
        (role, path, goal): (&str, &str, f64),
    ) -> Result<Measured, Failure> {
        let doing = || format!("asking for {path} as {role}");
        let mut client = server.client(role).told(doing)?;
        let address = server.address_of(role, path).told(doing)?;
        let ask = |client: &mut Client| {
            let began = Instant::now();
            let answer = client.get(&address).told(doing)?;
            if answer.status != 200 {
                let status = answer.status;
                return Err(Failure::usage(&format!("{path} answered {role} with {status}")));
            }
            Ok((began.elapsed(), answer.body.len()))
        };
        let (first, bytes) = ask(&mut client)?;
        let before = server.processor_time()?;
        let mut latencies = Vec::new();
        for _ in 0..self.requests {
            latencies.push(ask(&mut client)?.0);
        }
        let spent = server.processor_time()? - before;
        latencies.sort_unstable();
        Ok(Measured {
            role: role.to_owned(),
            page: path.to_owned(),
            requests: self.requests,
            first_ms: milliseconds(first),
            processor_ms: hundredths(spent * 1000.0 / f64::from(self.requests)),
            median_ms: quantile(&latencies, 50),
            slowest_hundredth_ms: quantile(&latencies, 99),
            bytes,
            goal_processor_ms: goal,
        })
    }

    /// Asks at a fixed rate, for the pages of the open load in turn.
    fn load(&self, server: &Server) -> Result<OpenLoad, Failure> {
        let chosen = PAGES.iter().filter(|(_, _, _, takes_part)| *takes_part);
        let chosen = chosen.map(|(role, path, ..)| Ok((*role, server.address_of(role, path)?)));
        let chosen: std::io::Result<Vec<(&str, String)>> = chosen.collect();
        let chosen = chosen.told(|| "finding the pages of the load".to_owned())?;
        let count = (self.rate * self.seconds) as usize;
        let (next, latencies) = (AtomicUsize::new(0), Mutex::new(Vec::with_capacity(count)));
        let began = Instant::now() + Duration::from_millis(200);
        let work = || -> std::io::Result<()> {
            let mut clients = Vec::new();
            for (role, _) in &chosen {
                clients.push(server.client(role)?);
            }
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= count {
                    return Ok(());
                }
                let due = began + Duration::from_secs(1) * number as u32 / self.rate;
                std::thread::sleep(due.saturating_duration_since(Instant::now()));
                let page = number % chosen.len();
                if let (Some(client), Some((_, address))) =
                    (clients.get_mut(page), chosen.get(page))
                {
                    client.get(address)?;
                }
                if let Ok(mut latencies) = latencies.lock() {
                    latencies.push(due.elapsed());
                }
            }
        };
        let outcome: std::io::Result<()> = std::thread::scope(|scope| {
            let workers: Vec<_> = (0..CONNECTIONS).map(|_| scope.spawn(work)).collect();
            let ended = workers.into_iter().map(|worker| {
                worker.join().map_err(|_| std::io::Error::other("a worker of the load failed"))?
            });
            ended.collect()
        });
        outcome.told(|| format!("asking {} times a second", self.rate))?;
        let mut latencies = latencies.into_inner().unwrap_or_default();
        latencies.sort_unstable();
        Ok(OpenLoad {
            requests_per_second: self.rate,
            seconds: self.seconds,
            pages: chosen.len(),
            median_ms: quantile(&latencies, 50),
            slowest_hundredth_ms: quantile(&latencies, 99),
            slowest_ms: quantile(&latencies, 100),
            goal_slowest_hundredth_ms: 50.0,
        })
    }
}

/// A server of this program, in a process of its own, with somebody signed in for each role.
struct Server {
    process: Child,
    address: String,
    cookies: Vec<(String, String)>,
}

impl Server {
    fn start(directory: &Path, database: Option<&str>) -> Result<Server, Failure> {
        let doing = || format!("serving {}", directory.display());
        let program = std::env::current_exe().told(doing)?;
        let mut command = Command::new(program);
        command.args(["demo", "--new-passwords", "--listen", "127.0.0.1:0", "--data"]);
        command.arg(directory);
        if let Some(database) = database {
            command.args(["--database", database]);
        }
        let mut process =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().told(doing)?;
        let said = process.stdout.take();
        let mut server = Server { process, address: String::new(), cookies: Vec::new() };
        let mut accounts = Vec::new();
        for line in said.into_iter().flat_map(|said| BufReader::new(said).lines()) {
            let line = line.told(doing)?;
            if let Some((_, address)) = line.split_once("http://") {
                address.trim().trim_end_matches('/').clone_into(&mut server.address);
                break;
            }
            let words: Vec<&str> = line.split_whitespace().collect();
            if let (true, [.., login, password, _]) = (line.starts_with("  "), &words[..]) {
                accounts.push(((*login).to_owned(), (*password).to_owned()));
            }
        }
        if server.address.is_empty() {
            return Err(Failure::usage("the server ended before it served"));
        }
        for (login, password) in accounts {
            let cookie =
                server.sign_in(&login, &password).told(|| format!("signing in {login}"))?;
            server.cookies.push((login, cookie));
        }
        Ok(server)
    }

    fn sign_in(&self, login: &str, password: &str) -> std::io::Result<String> {
        let mut client = Client::connect(&self.address, "")?;
        let form = format!("login={}&password={}", escaped(login), escaped(password));
        let answer = client.post("/sign-in", &form)?;
        answer.cookie.ok_or_else(|| std::io::Error::other("the sign-in gave no session"))
    }

    fn client(&self, role: &str) -> std::io::Result<Client> {
        let found = self.cookies.iter().find(|(login, _)| login == role);
        let (_, cookie) = found.ok_or_else(|| {
            std::io::Error::other(format!("the country has nobody to sign in as {role}"))
        })?;
        Client::connect(&self.address, cookie)
    }

    /// Writes a page's address for the wire: words of a search are escaped, and a case is one of the
    /// reader's.
    fn address_of(&self, role: &str, path: &str) -> std::io::Result<String> {
        if let Some((before, word)) = path.split_once("q=") {
            return Ok(format!("{before}q={}", escaped(word)));
        }
        if !path.contains("{case}") {
            return Ok(path.to_owned());
        }
        let list = self.client(role)?.text(LIST_OF_CASES)?;
        let case = first_case(&list);
        let case = case.ok_or_else(|| std::io::Error::other("the reader has no case"))?;
        Ok(path.replace("{case}", case))
    }

    /// Returns the processor time that the server has used, in seconds.
    fn processor_time(&self) -> Result<f64, Failure> {
        let path = format!("/proc/{}/stat", self.process.id());
        let text = std::fs::read_to_string(&path).told(|| format!("reading {path}"))?;
        processor_seconds(&text)
            .ok_or_else(|| Failure::usage(&format!("{path} tells no processor time")))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Reads user and system time off what Linux says of a process. The program's name, in brackets,
/// may hold anything; what is counted stands behind it.
fn processor_seconds(stat: &str) -> Option<f64> {
    let (_, behind) = stat.rsplit_once(") ")?;
    let mut ticks = behind.split(' ').skip(11).map_while(|word| word.parse::<f64>().ok());
    Some((ticks.next()? + ticks.next()?) / TICKS)
}

/// Finds the first case to which a page leads.
fn first_case(page: &str) -> Option<&str> {
    let links = page.split("href=\"/cases/").skip(1).filter_map(|rest| rest.get(..CASE_LENGTH));
    links.into_iter().find(|id| id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-'))
}

fn milliseconds(time: Duration) -> f64 {
    hundredths(time.as_secs_f64() * 1000.0)
}

fn hundredths(figure: f64) -> f64 {
    (figure * 100.0).round() / 100.0
}

/// Returns the latency that `percent` of all do not exceed, in milliseconds; they are in order.
fn quantile(latencies: &[Duration], percent: usize) -> f64 {
    let place = (latencies.len() * percent).div_ceil(100).saturating_sub(1);
    latencies.get(place).copied().map_or(0.0, milliseconds)
}

/// Writes the tables as they stand in the documents.
fn tables(report: &Report) -> String {
    let mut text = String::from(
        "| page | server CPU, ms | goal | first, ms | median, ms | p99, ms | bytes |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for page in &report.pages {
        text.push_str(&format!(
            "| {}, {} | {:.2} | {} | {:.2} | {:.2} | {:.2} | {} |\n",
            page.role,
            page.page,
            page.processor_ms,
            page.goal_processor_ms,
            page.first_ms,
            page.median_ms,
            page.slowest_hundredth_ms,
            page.bytes
        ));
    }
    let load = &report.open_load;
    text.push_str(&format!(
        "\n| requests a second | seconds | pages in turn | p50, ms | p99, ms | slowest, ms | goal \
         of p99 |\n| ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n\
         | {} | {} | {} | {:.2} | {:.2} | {:.2} | {} |\n",
        load.requests_per_second,
        load.seconds,
        load.pages,
        load.median_ms,
        load.slowest_hundredth_ms,
        load.slowest_ms,
        load.goal_slowest_hundredth_ms
    ));
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn processor_time_is_read_behind_any_name_of_a_program() {
        let stat = "42 (a) b (c) S 1 1 1 0 -1 4194560 9 0 0 0 150 50 0 0 20 0 9 0 5";
        assert_eq!(processor_seconds(stat), Some(2.0));
        assert_eq!(processor_seconds("42 (name) S 1"), None);
    }

    #[test]
    fn the_first_case_of_a_list_is_found_behind_its_other_links() {
        let case = "0197c0de-0000-7000-8000-000000000001";
        let page = format!("<a href=\"/cases/filters\">f</a> <a href=\"/cases/{case}/card\">c</a>");
        assert_eq!(first_case(&page), Some(case));
        assert_eq!(first_case("<a href=\"/cases/filters\">f</a>"), None);
    }

    #[test]
    fn a_quantile_is_a_latency_that_was_measured() {
        let latencies: Vec<Duration> = (1..=200).map(Duration::from_millis).collect();
        assert_eq!(quantile(&latencies, 50), 100.0);
        assert_eq!(quantile(&latencies, 99), 198.0);
        assert_eq!(quantile(&latencies, 100), 200.0);
        assert_eq!(quantile(&[], 99), 0.0);
    }

    #[test]
    fn the_document_shows_the_tables_of_the_raw_figures() {
        let raw = include_str!("../../../../docs/benchmarks/pages.json");
        let report: Report = serde_json::from_str(raw).unwrap();
        let document = include_str!("../../../../docs/benchmarks.md");
        assert!(document.contains(&tables(&report)), "{}", tables(&report));
    }
}
