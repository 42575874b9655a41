//! Tells cargo which folders of data the crate carries, so that a change in them is noticed.

fn main() {
    for folder in [
        "law",
        "calendar",
        "agencies",
        "forms",
        "indicators",
        "curriculum",
        "standards",
        "scenarios",
        "policy",
    ] {
        println!("cargo::rerun-if-changed=../../{folder}");
    }
}
