//! What each phase costs: processor time and memory, as the system counts them.

use std::time::Instant;

use serde::Serialize;

/// The clock's ticks in a second, in which Linux tells processor time.
const TICKS: f64 = 100.0;

/// What a phase has cost.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Cost {
    phase: &'static str,
    seconds: f64,
    /// Processor seconds of all threads; none where the system does not tell.
    cpu_seconds: Option<f64>,
    /// The most memory so far, in KiB; none where the system does not tell.
    peak_kib: Option<u64>,
}

/// Measures phase after phase, and says on standard error which one has begun.
pub(super) struct Gauge {
    pub(super) costs: Vec<Cost>,
    phase: Option<(&'static str, Instant, Option<f64>)>,
}

impl Gauge {
    pub(super) fn start() -> Gauge {
        Gauge { costs: Vec::new(), phase: None }
    }

    /// Ends the phase before and begins another.
    pub(super) fn begin(&mut self, phase: &'static str) {
        self.end();
        eprintln!("{phase} …");
        self.phase = Some((phase, Instant::now(), cpu_seconds()));
    }

    /// Ends the phase.
    pub(super) fn end(&mut self) {
        if let Some((phase, began, cpu)) = self.phase.take() {
            let seconds = began.elapsed().as_secs_f64();
            let cpu_seconds = cpu_seconds().zip(cpu).map(|(now, then)| now - then);
            let rounded = |seconds: f64| (seconds * 100.0).round() / 100.0;
            self.costs.push(Cost {
                phase,
                seconds: rounded(seconds),
                cpu_seconds: cpu_seconds.map(rounded),
                peak_kib: peak_kib(),
            });
        }
    }
}

fn cpu_seconds() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program may hold spaces; it ends with the last bracket.
    let (_, rest) = text.rsplit_once(')')?;
    let mut ticks = rest.split_whitespace().skip(11);
    let user: f64 = ticks.next()?.parse().ok()?;
    let system: f64 = ticks.next()?.parse().ok()?;
    Some((user + system) / TICKS)
}

fn peak_kib() -> Option<u64> {
    let text = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.split_whitespace().next()?.parse().ok()
}
