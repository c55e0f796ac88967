//! Tolls as a drawing: a step line for each source's totals with its interval as a band, and new counts as bars below.
//!
//! Sources differ by dashes and by the shape at each number as well as by colour, so that the drawing can be read in print and
//! by the colour-blind (colours of Okabe and Ito). A hollow shape was not verified, a cross through it is disputed, an
//! arrow is a total that falls. `mehr als 100` has a band open above. Nothing is drawn between the numbers that was not said.

use askama::Template;
use jiff::civil::Date;

use super::cells::{bounded, clean, fit, grouped};
use super::ledger::tolls::sources;
use crate::tolls::{Course, Toll, middle};

const LEFT: f64 = 80.0;
const RIGHT: f64 = 940.0;
/// Where the totals lie, and the bars below them.
const TOP: f64 = 60.0;
const MIDDLE: f64 = 330.0;
const BARS: f64 = 370.0;
const BOTTOM: f64 = 500.0;
/// An open end is drawn this much beyond the number.
const OPEN: f64 = 14.0;
/// Sources that can be told apart; the others are named below.
const STYLES: [(&str, &str); 8] = [
    ("#0072B2", "none"),
    ("#D55E00", "8 4"),
    ("#009E73", "2 3"),
    ("#CC79A7", "8 3 2 3"),
    ("#000000", "14 4"),
    ("#56B4E9", "4 2"),
    ("#E69F00", "1 4"),
    ("#666666", "10 2 2 2 2 2"),
];
/// Lines of the grid.
const GRID: f64 = 4.0;

#[derive(Template)]
#[template(path = "tolls.svg")]
struct Chart<'t> {
    title: &'t str,
    height: f64,
    grid: Vec<(f64, String)>,
    bar_grid: Vec<(f64, String)>,
    days: Vec<(f64, String)>,
    lines: Vec<Line>,
    bars: Vec<Bar>,
    legend: Vec<Key>,
    left_out: Vec<(f64, String)>,
    has_totals: bool,
    has_new: bool,
}

struct Line {
    colour: &'static str,
    dashes: &'static str,
    steps: String,
    bands: Vec<Band>,
    points: Vec<Point>,
}

/// An interval that holds until the next number.
struct Band {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

struct Point {
    /// The outline of the source's shape.
    shape: String,
    is_hollow: bool,
    cross: Option<String>,
    arrow: Option<String>,
    words: String,
}

struct Bar {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
    colour: &'static str,
    dashes: &'static str,
    is_hollow: bool,
    /// From the lowest to the highest number.
    interval: Option<String>,
    cross: Option<String>,
    words: String,
}

struct Key {
    x: f64,
    y: f64,
    colour: &'static str,
    dashes: &'static str,
    shape: String,
    name: String,
}

/// From days and numbers to points of the drawing.
struct Scale {
    first: Date,
    days: f64,
    totals: f64,
    new: f64,
}

impl Scale {
    fn x(&self, day: Date) -> f64 {
        let passed = (day - self.first).get_days();
        LEFT + (f64::from(passed) + 0.5) / self.days * (RIGHT - LEFT)
    }

    fn y(&self, total: f64) -> f64 {
        MIDDLE - total / self.totals * (MIDDLE - TOP)
    }

    fn height(&self, new: f64) -> f64 {
        new / self.new * (BOTTOM - BARS)
    }
}

/// The drawing.
pub(crate) fn write(tolls: &[Toll], title: &str) -> String {
    let all = sources(tolls);
    let shown = &all[..all.len().min(STYLES.len())];
    let left_out = all[shown.len()..].iter().map(|source| clean(source)).collect::<Vec<_>>().join(", ");
    let left_out =
        if left_out.is_empty() { left_out } else { fit(&format!("not drawn: {left_out}"), 150, 4) };
    let dated = tolls.iter().filter_map(|toll| Some((toll.day.parse::<Date>().ok()?, toll)));
    let dated: Vec<(Date, &Toll)> = dated.filter(|(_, toll)| shown.contains(&&*toll.source)).collect();
    let top = |count: &str| {
        let of_count = dated.iter().filter(|(_, toll)| (toll.count == "new") == (count == "new"));
        let highest = of_count.filter_map(|(_, toll)| toll.high.or(toll.low)).fold(0.0, f64::max);
        round_up(highest * 1.05)
    };
    let first = dated.iter().map(|(day, _)| *day).min().unwrap_or(Date::constant(2000, 1, 1));
    let last = dated.iter().map(|(day, _)| *day).max().unwrap_or(first);
    let days = f64::from((last - first).get_days() + 1);
    let scale = Scale { first, days, totals: top("total"), new: top("new") };
    let of =
        |source: &str| dated.iter().filter(|(_, toll)| toll.source == source).copied().collect::<Vec<_>>();
    let lines = shown.iter().enumerate().map(|(at, source)| line(&scale, at, &of(source)));
    let bars = shown.iter().enumerate().flat_map(|(at, source)| bars(&scale, at, shown.len(), &of(source)));
    let grid = |top: f64, y: &dyn Fn(f64) -> f64| {
        let step = |at: u32| {
            let value = top * f64::from(at) / GRID;
            (y(value), grouped(value))
        };
        (0..=GRID as u32).map(step).collect::<Vec<_>>()
    };
    let legend: Vec<Key> = shown.iter().enumerate().map(|(at, source)| key(at, source)).collect();
    let below = 570.0 + 20.0 * legend.len().div_ceil(2) as f64;
    let left_out = left_out.lines().enumerate().map(|(at, line)| (below + 15.0 * at as f64, line.to_owned()));
    let left_out: Vec<(f64, String)> = left_out.collect();
    let chart = Chart {
        title,
        height: below + 15.0 * left_out.len() as f64 + 10.0,
        grid: grid(scale.totals, &|value| scale.y(value)),
        bar_grid: grid(scale.new, &|value| BOTTOM - scale.height(value)),
        days: day_marks(&scale),
        has_totals: dated.iter().any(|(_, toll)| toll.count != "new"),
        has_new: dated.iter().any(|(_, toll)| toll.count == "new"),
        lines: lines.collect(),
        bars: bars.collect(),
        legend,
        left_out,
    };
    chart.render().expect("a string takes every character")
}

/// A round number that is not below, so that a quarter of it is whole where it can be.
fn round_up(value: f64) -> f64 {
    let power = 10f64.powf(value.max(4.0).log10().floor());
    let steps = [1.0, 1.2, 1.6, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= value).unwrap_or(10.0 * power)
}

/// At most twelve days, the first of them the first of all.
fn day_marks(scale: &Scale) -> Vec<(f64, String)> {
    let every = (scale.days / 12.0).ceil().max(1.0) as i64;
    let mark = |at: i64| {
        let day = scale.first.checked_add(jiff::Span::new().days(at * every)).ok()?;
        Some((scale.x(day), day.to_string()))
    };
    (0..).map_while(|at| if (at * every) < scale.days as i64 { mark(at) } else { None }).collect()
}

fn line(scale: &Scale, at: usize, tolls: &[(Date, &Toll)]) -> Line {
    let (colour, dashes) = STYLES[at];
    let totals: Vec<(Date, &Toll)> = tolls.iter().filter(|(_, toll)| toll.count != "new").copied().collect();
    let (mut steps, mut bands, mut points) = (String::new(), Vec::new(), Vec::new());
    for (index, (day, toll)) in totals.iter().enumerate() {
        let Some(value) = middle(toll.low, toll.high) else { continue };
        let (x, y) = (scale.x(*day), scale.y(value));
        let end = totals.get(index + 1).map_or(RIGHT.min(x + 12.0), |(next, _)| scale.x(*next));
        // A stock and a restarted count are no step from the number before.
        let is_new_line = steps.is_empty() || toll.course == Course::Restarts || toll.count == "current";
        let start = if is_new_line { format!("M{x:.1} {y:.1}") } else { format!("V{y:.1}") };
        steps.push_str(&format!("{start}H{end:.1}"));
        let high = toll.high.map_or(y - OPEN, |high| scale.y(high));
        let low = toll.low.map_or(y + OPEN, |low| scale.y(low));
        if low - high > 0.1 && end > x {
            bands.push(Band { x, y: high.max(TOP), width: end - x, height: low - high.max(TOP) });
        }
        points.push(Point {
            shape: shape(at, x, y),
            is_hollow: toll.is_unverified,
            cross: toll.is_disputed.then(|| cross(x, y)),
            arrow: (toll.course != Course::On).then(|| arrow(x, y)),
            words: words(toll),
        });
    }
    Line { colour, dashes, steps, bands, points }
}

fn bars(scale: &Scale, at: usize, sources: usize, tolls: &[(Date, &Toll)]) -> Vec<Bar> {
    let (colour, dashes) = STYLES[at];
    let room = ((RIGHT - LEFT) / scale.days * 0.8).min(60.0);
    let width = (room / sources as f64).max(2.0);
    let new = tolls.iter().filter(|(_, toll)| toll.count == "new");
    let bar = |(day, toll): &(Date, &Toll)| {
        let height = scale.height(middle(toll.low, toll.high)?).max(1.0);
        let x = scale.x(*day) - width * sources as f64 / 2.0 + width * at as f64;
        let low = toll.low.map_or(BOTTOM, |low| BOTTOM - scale.height(low));
        let high = toll.high.map_or(low - OPEN, |high| BOTTOM - scale.height(high));
        let interval = format!("M{:.1} {low:.1}V{high:.1}", x + width * 0.45);
        Some(Bar {
            x,
            y: BOTTOM - height,
            width: width * 0.9,
            height,
            colour,
            dashes,
            is_hollow: toll.is_unverified,
            interval: (low - high > 0.1).then_some(interval),
            cross: toll.is_disputed.then(|| cross(x + width * 0.45, BOTTOM - height - 8.0)),
            words: words(toll),
        })
    };
    new.filter_map(bar).collect()
}

/// What is said, for whoever points at it or has it read out.
fn words(toll: &Toll) -> String {
    let number = bounded(&toll.bound, toll.low, toll.high, &toll.words);
    let marks = [(toll.is_disputed, ", disputed"), (toll.is_unverified, ", not verified")];
    let marks: String = marks.iter().filter(|(is_set, _)| *is_set).map(|(_, words)| *words).collect();
    let course = toll.course.as_str();
    let course = if course.is_empty() { String::new() } else { format!(", {course}") };
    format!(
        "{}: {}, {} {number} {}{course}{marks}: {} ({})",
        toll.day,
        clean(&toll.source),
        toll.count,
        clean(&toll.victims),
        clean(&toll.quotation),
        clean(&toll.publishers.join(", "))
    )
}

/// The shape of a source: circle, square, triangles, diamond, and these again, larger.
fn shape(at: usize, x: f64, y: f64) -> String {
    let size = if at < 5 { 5.0 } else { 7.5 };
    match at % 5 {
        0 => format!(
            "M{:.1} {y:.1}a{size} {size} 0 1 0 {} 0a{size} {size} 0 1 0 -{} 0Z",
            x - size,
            2.0 * size,
            2.0 * size
        ),
        1 => format!("M{:.1} {:.1}h{}v{}h-{}Z", x - size, y - size, 2.0 * size, 2.0 * size, 2.0 * size),
        2 => format!("M{x:.1} {:.1}l{size} {}h-{}Z", y - size, 1.8 * size, 2.0 * size),
        3 => format!("M{x:.1} {:.1}l{size} {size}l-{size} {size}l-{size} -{size}Z", y - size),
        _ => format!("M{x:.1} {:.1}l{size} -{}h-{}Z", y + size, 1.8 * size, 2.0 * size),
    }
}

fn cross(x: f64, y: f64) -> String {
    format!("M{:.1} {:.1}l14 14m0 -14l-14 14", x - 7.0, y - 7.0)
}

fn arrow(x: f64, y: f64) -> String {
    format!("M{x:.1} {:.1}v14m-4 -5l4 5l4 -5", y - 26.0)
}

fn key(at: usize, source: &str) -> Key {
    let (colour, dashes) = STYLES[at];
    let (x, y) = (LEFT + 430.0 * (at % 2) as f64, 560.0 + 20.0 * (at / 2) as f64);
    Key { x, y, colour, dashes, shape: shape(at, x + 20.0, y - 4.0), name: fit(&clean(source), 60, 1) }
}
