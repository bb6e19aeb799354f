use chapbook::{
    diagnostics::Diagnostics,
    document::dump_blocks,
    parse::{Dialect, parse},
    span::{MappedText, Sources},
};
fn main() {
    let text = std::io::read_to_string(std::io::stdin()).unwrap();
    let mut sources = Sources::default();
    let file = sources.add("in", text.as_str().into());
    let mut m = Diagnostics::default();
    let t = std::time::Instant::now();
    let mapped = MappedText::whole(file, &text);
    let p = parse(
        &mapped,
        if std::env::args().nth(1).as_deref() == Some("cm") {
            Dialect::COMMONMARK
        } else {
            Dialect::BLOG
        },
        &mut m,
    );
    let e = t.elapsed();
    if std::env::args().any(|a| a == "time") {
        eprintln!("{e:?}");
    } else {
        print!("{}", dump_blocks(&p.blocks, &p.notes, &sources));
    }
    for m in m.iter() {
        let pl = m.span.and_then(|s| sources.place(s));
        println!("! {:?} {}: {}", pl.map(|p| (p.line, p.column)), m.code, m);
    }
}
