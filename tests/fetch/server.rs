//! A web server of a few lines on a loopback address, which remembers what it was asked.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

/// Serves until it is dropped.
pub struct Server {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<String>>>,
    over: Arc<AtomicBool>,
}

impl Server {
    /// Lets `answer` answer to each path.
    pub fn start(answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static) -> Server {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        Server::listening(listener, answer)
    }

    pub fn listening(
        listener: TcpListener,
        answer: impl Fn(&str, &mut TcpStream) + Send + Sync + 'static,
    ) -> Server {
        let server = Server {
            address: listener.local_addr().expect("it has an address"),
            asked: Arc::default(),
            over: Arc::default(),
        };
        let (asked, over, answer) = (server.asked.clone(), server.over.clone(), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                if over.load(Ordering::SeqCst) {
                    break;
                }
                let (asked, answer) = (asked.clone(), answer.clone());
                let mut stream = stream.expect("somebody connected");
                std::thread::spawn(move || {
                    let request = request(&stream);
                    let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                    asked.lock().expect("nobody panicked").push(request);
                    answer(&path, &mut stream);
                });
            }
        });
        server
    }

    /// `http://127.0.0.1:PORT/PATH`
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// What was asked: whole requests, without the empty line.
    pub fn asked(&self) -> Vec<String> {
        self.asked.lock().expect("nobody panicked").clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        // Wakes it up.
        let _ = TcpStream::connect(self.address);
    }
}

fn request(stream: &TcpStream) -> String {
    let lines = BufReader::new(stream).lines().map_while(Result::ok);
    let lines: Vec<String> = lines.take_while(|line| !line.is_empty()).collect();
    lines.join("\n")
}

/// Answers with a status, headers and a body of its length. Whoever went away needs no answer.
pub fn send(stream: &mut TcpStream, status: &str, headers: &[&str], body: &[u8]) {
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
    for header in headers {
        head += &format!("{header}\r\n");
    }
    let _ = stream.write_all(format!("{head}Connection: close\r\n\r\n").as_bytes());
    let _ = stream.write_all(body);
}

/// Leads on to another place.
pub fn redirect(stream: &mut TcpStream, to: &str) {
    let location = format!("Location: {to}");
    send(stream, "302 Found", &[&location, "Set-Cookie: a=b"], b"");
}
