//! `cargo xtask run`: builds and serves the sample city and the portal.

use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::process::Stdio;
use std::thread;
use std::time::Duration;

use crate::process::{Failure, command, find, target};
use crate::{make, setup};

pub(crate) struct Options {
    port: u16,
    open: bool,
}

impl Options {
    pub(crate) fn read(words: &[&str]) -> Result<Self, Failure> {
        let mut options = Self {
            port: 8080,
            open: std::env::var_os("CI").is_none(),
        };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--no-open" => options.open = false,
                "--port" => {
                    let port = words.next().and_then(|port| port.parse().ok());
                    options.port = port.filter(|port| *port > 0).ok_or_else(|| {
                        Failure::new(
                            "--port needs a number from 1 to 65535",
                            "such as --port 8080",
                        )
                    })?;
                }
                other => {
                    return Err(Failure::new(
                        format!("`{other}` is not an option of cargo xtask run"),
                        "the options are --port N and --no-open",
                    ));
                }
            }
        }
        Ok(options)
    }
}

pub(crate) fn run(options: &Options) -> Result<bool, Failure> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, options.port));
    if std::net::TcpListener::bind(address).is_err() {
        return Err(Failure::new(
            format!("port {} is taken", options.port),
            "stop the program that uses it, or choose another port with --port N",
        ));
    }
    setup::for_building()?;
    let portal = make::portal()?;
    let mingdan = make::mingdan(true)?;
    let tree = target().join("sample-tree");
    make::tree(&mingdan, &tree, None)?;
    let [program, portal, tree, data] =
        [&mingdan, &portal, &tree, &target().join("sample-data")].map(|p| p.display().to_string());
    let listen = address.to_string();
    let arguments = [
        "serve",
        "--listen",
        &listen,
        "--portal",
        &portal,
        "--tree",
        &tree,
        "--data-dir",
        &data,
    ];
    let mut serving = command(&program, &arguments);
    println!("xtask: serving; stop with Ctrl+C");
    if options.open {
        thread::spawn(move || open(address));
    }
    match serving.status() {
        Ok(status) => Ok(status.success()),
        Err(error) => Err(Failure::new(
            format!("{program} did not start ({error})"),
            "run it by hand with --help",
        )),
    }
}

/// Opens the home page once the server responds; without a desktop the printed address must do.
fn open(address: SocketAddr) {
    let opener = ["xdg-open", "open"]
        .into_iter()
        .find(|name| find(name).is_some());
    let Some(opener) = opener else { return };
    for _ in 0..100 {
        if TcpStream::connect_timeout(&address, Duration::from_millis(200)).is_ok() {
            let mut opening = command(opener, &[&format!("http://{address}/")]);
            let _ = opening.stdout(Stdio::null()).stderr(Stdio::null()).status();
            return;
        }
        thread::sleep(Duration::from_millis(100));
    }
}
