// A service that fails before it has set its logger up.
fn main() {
    let workers: Vec<u8> = Vec::new();
    println!("{}", workers[std::env::args().count()]);
}
