//! Natively: `probe PUBLISHED QUESTIONS [ROUNDS]` reads two files and prints the answers; with
//! rounds, it prints how many milliseconds each took instead. `probe --rules PUBLISHED FROM DAYS`
//! prints when each rule holds by itself, `probe --permitted PUBLISHED FROM DAYS` when each kind of
//! goods is permitted at each place. In the browser: `main` puts the first, as
//! `probeAnswers(published, questions)`, and `probeNames(places)`, which gives a function
//! `(query, limit)` to positions in the list, on the page's global object, so that no exported
//! function, and so no unsafe code, is needed.

#[cfg(not(target_family = "wasm"))]
fn main() -> std::process::ExitCode {
    match native::run() {
        Ok(out) => {
            print!("{out}");
            std::process::ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("probe: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(target_family = "wasm"))]
mod native {
    use std::error::Error;
    use std::fmt::Write;
    use std::time::Instant;

    use probe::Probe;

    pub(crate) fn run() -> Result<String, Box<dyn Error>> {
        let arguments: Vec<String> = std::env::args().skip(1).collect();
        if let [flag, published, from, days] = arguments.as_slice()
            && ["--rules", "--permitted"].contains(&flag.as_str())
        {
            let published = serde_json::from_str(&std::fs::read_to_string(published)?)?;
            let from = civic::time::Date::parse(from).ok_or("FROM is a date")?;
            let days = days.parse()?;
            return Ok(match flag.as_str() {
                "--rules" => probe::rule_times(&published, from, days)?,
                _ => probe::permitted_times(&published, from, days)?,
            });
        }
        let (files, rounds) = match arguments.as_slice() {
            [published, questions] => ([published, questions], None),
            [published, questions, rounds] => {
                ([published, questions], Some(rounds.parse::<u32>()?))
            }
            _ => return Err("usage: probe PUBLISHED QUESTIONS [ROUNDS]".into()),
        };
        let [published, questions] = files.map(std::fs::read_to_string);
        let (published, questions) = (published?, questions?);
        let answer = || Probe::decode(&published)?.answers(&questions);
        let Some(rounds) = rounds else {
            return Ok(answer()?);
        };
        let mut out = String::new();
        for _ in 0..rounds {
            let start = Instant::now();
            std::hint::black_box(answer()?);
            writeln!(out, "{:.3}", start.elapsed().as_secs_f64() * 1000.0)?;
        }
        Ok(out)
    }
}

#[cfg(target_family = "wasm")]
fn main() {
    use wasm_bindgen::JsValue;
    use wasm_bindgen::closure::Closure;

    fn thrown(error: &probe::ProbeError) -> JsValue {
        js_sys::Error::new(&error.to_string()).into()
    }
    // The page has no other use for the module: what is put there lives as long as the page.
    fn put(name: &str, function: &JsValue) {
        let _ = js_sys::Reflect::set(&js_sys::global(), &JsValue::from_str(name), function);
    }

    let answers = Closure::<dyn Fn(String, String) -> Result<String, JsValue>>::new(
        |published: String, questions: String| {
            probe::Probe::decode(&published)
                .and_then(|probe| probe.answers(&questions))
                .map_err(|error| thrown(&error))
        },
    );
    put("probeAnswers", &answers.into_js_value());
    let names = Closure::<dyn Fn(String) -> Result<JsValue, JsValue>>::new(|places: String| {
        let names = probe::names(&places).map_err(|error| thrown(&error))?;
        let search = Closure::<dyn Fn(String, usize) -> Vec<usize>>::new(
            move |query: String, limit: usize| {
                let found = names.search(&query, limit);
                found.into_iter().map(|m| m.place).collect()
            },
        );
        Ok(search.into_js_value())
    });
    put("probeNames", &names.into_js_value());
}
