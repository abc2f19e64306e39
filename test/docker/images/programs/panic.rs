// A service that fails before it has set its logger up.
fn main() {
    let workers = std::env::args().nth(9).unwrap();
    println!("{workers}");
}
