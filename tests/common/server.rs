//! A small HTTP server that plays what a test tells it to.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// A request as received.
#[derive(Clone, Debug)]
pub struct Received {
    /// `GET` or `POST`.
    pub method: String,
    /// Path with query.
    pub path: String,
    /// Header lines, in lower case.
    pub headers: Vec<String>,
    /// The body.
    pub body: String,
}

impl Received {
    /// The value of a field of a form.
    pub fn field(&self, name: &str) -> Option<String> {
        let value = self.body.split('&').find_map(|field| field.strip_prefix(&format!("{name}=")))?;
        Some(decode(value))
    }
}

fn decode(value: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = value.as_bytes();
    while let [first, tail @ ..] = rest {
        rest = tail;
        match (first, tail) {
            (b'+', _) => bytes.push(b' '),
            (b'%', [a, b, after @ ..]) => {
                let digits = [*a, *b];
                let digits = std::str::from_utf8(&digits).expect("hexadecimal");
                bytes.push(u8::from_str_radix(digits, 16).expect("hexadecimal"));
                rest = after;
            }
            (other, _) => bytes.push(*other),
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

/// What to answer.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// Further header lines.
    pub headers: Vec<String>,
    /// The body.
    pub body: String,
    /// How long to let the client wait.
    pub delay: Duration,
}

impl Reply {
    /// Status 200 with JSON.
    pub fn json(body: impl ToString) -> Self {
        Self::new(200, "application/json", body)
    }

    /// A status with a body of a media type.
    pub fn new(status: u16, media_type: &str, body: impl ToString) -> Self {
        let headers = vec![format!("Content-Type: {media_type}")];
        Self { status, headers, body: body.to_string(), delay: Duration::ZERO }
    }

    /// With a further header.
    pub fn with(mut self, header: &str) -> Self {
        self.headers.push(header.to_owned());
        self
    }
}

/// A server on a free port of this machine, until the test ends.
pub struct Server {
    /// Its address, without a slash at the end.
    pub url: String,
    received: Arc<Mutex<Vec<Received>>>,
}

impl Server {
    /// Starts a server that answers with what `play` gives for the n-th request (from 0).
    pub fn start(play: impl Fn(usize, &Received) -> Reply + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let received = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&received);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let _gone = answer(stream, &log, &play);
            }
        });
        Self { url, received }
    }

    /// All requests so far.
    pub fn received(&self) -> Vec<Received> {
        self.received.lock().expect("no panic").clone()
    }
}

fn answer(
    mut stream: TcpStream,
    log: &Mutex<Vec<Received>>,
    play: &impl Fn(usize, &Received) -> Reply,
) -> std::io::Result<()> {
    let request = read(&mut stream)?;
    let number = {
        let mut log = log.lock().expect("no panic");
        log.push(request.clone());
        log.len() - 1
    };
    let reply = play(number, &request);
    thread::sleep(reply.delay);
    let head = reply.headers.join("\r\n");
    let length = reply.body.len();
    write!(stream, "HTTP/1.1 {} x\r\n{head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n", reply.status)?;
    stream.write_all(reply.body.as_bytes())?;
    stream.flush()
}

fn read(stream: &mut TcpStream) -> std::io::Result<Received> {
    let mut lines = BufReader::new(stream);
    let mut first = String::new();
    lines.read_line(&mut first)?;
    let mut words = first.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        lines.read_line(&mut line)?;
        match line.trim() {
            "" => break,
            header => headers.push(header.to_lowercase()),
        }
    }
    let length = headers.iter().find_map(|header| header.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    lines.read_exact(&mut body)?;
    Ok(Received { method, path, headers, body: String::from_utf8_lossy(&body).into_owned() })
}
