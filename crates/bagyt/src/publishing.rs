//! Publishing the tables of this program into the journal, and saying what that changes.

use bagyt_app::{App, ClockMoved, TableChangeKind, TablesChange};
use jiff::Timestamp;

use crate::failure::{Failure, Told};
use crate::opening;
use crate::progress;
use crate::settings::{Installation, Place};

/// Publishes the tables that differ from those in force, or only shows what that would change.
pub(crate) fn run(place: &Place, dry_run: bool) -> Result<(), Failure> {
    let directory = place.directory(opening::REAL)?;
    let installation = Installation::load(&directory)?;
    let app = opening::open_to_publish(place, directory, &installation)?;
    let change = if dry_run {
        with_bar(|told| app.compare_tables(told))
            .told(|| "comparing the tables of this program with those in force".to_owned())?
    } else {
        publish(&app)?
    };
    match change {
        Some(change) => lines(&app, &change).iter().for_each(|line| println!("{line}")),
        None => println!("the tables of this program are in force; there is nothing to publish"),
    }
    Ok(())
}

/// Publishes what differs, and says so on standard error: on the other one a server tells its
/// address.
pub(crate) fn publish_aloud(app: &App) -> Result<(), Failure> {
    if let Some(change) = publish(app)? {
        lines(app, &change).iter().for_each(|line| eprintln!("{line}"));
    }
    Ok(())
}

fn publish(app: &App) -> Result<Option<TablesChange>, Failure> {
    with_bar(|told| app.publish_tables(told))
        .told(|| "publishing the tables of this program into the journal".to_owned())
}

fn with_bar<T>(work: impl FnOnce(bagyt_app::Told<'_>) -> T) -> T {
    let bar = progress::bar(1, "clocks under the tables");
    let done = work(&|done, of| {
        bar.set_length(of);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    done
}

/// Says what a publication changes, line by line.
fn lines(app: &App, change: &TablesChange) -> Vec<String> {
    let count = many(change.tables.len() as u64, "table");
    let is_first = change.tables.iter().all(|table| table.kind == TableChangeKind::Added);
    let what = match change.position {
        Some(position) => format!("{count} published at position {position}"),
        None => format!("{count} to be published"),
    };
    if is_first && change.clocks.cases == 0 {
        // At the beginning of a record there is nothing to compare with.
        return vec![format!("{what}, of which the journal had none; no clock changes")];
    }
    let mut lines = vec![format!("{what}:")];
    for table in &change.tables {
        let kind = match table.kind {
            TableChangeKind::Added => "new",
            TableChangeKind::Replaced => "another edition",
            TableChangeKind::TakenAway => "taken away; this program does not carry it any more",
        };
        lines.push(format!("  {}: {kind}", table.name));
    }
    let clocks = &change.clocks;
    if clocks.cases == 0 {
        lines.push("no clock has another due moment".to_owned());
        return lines;
    }
    lines.push(format!(
        "{} of {} changed, {} of them open: {} with another due moment, {} new, {} gone",
        many(clocks.moved + clocks.appeared + clocks.gone, "clock"),
        many(clocks.cases, "case"),
        clocks.open,
        clocks.moved,
        clocks.appeared,
        clocks.gone,
    ));
    lines.extend(clocks.examples.iter().map(|moved| example(app, moved)));
    lines.push(format!(
        "what was done on a former due moment stands; {} to be looked at again",
        many(clocks.acts, "act")
    ));
    lines
}

/// A number of things.
fn many(number: u64, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

fn example(app: &App, moved: &ClockMoved) -> String {
    let zone = app.zone().time_zone();
    let moment = |end: Option<Timestamp>| {
        let text =
            |end: Timestamp| end.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M").to_string();
        end.map_or_else(|| "none".to_owned(), text)
    };
    let (before, after) = (moment(moved.before), moment(moved.after));
    let state = if moved.open { "open" } else { "closed" };
    format!("  case {}, row `{}`, {state}: by {before} → by {after}", moved.case, moved.row)
}
