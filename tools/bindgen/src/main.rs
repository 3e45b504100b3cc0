//! `bindgen IN.wasm OUT_DIR`: writes `faircopy.js`, `faircopy.d.ts` and `faircopy_bg.wasm`.

use std::env::args;
use std::process::ExitCode;
use wasm_bindgen_cli_support::Bindgen;

fn main() -> ExitCode {
    let (Some(input), Some(out)) = (args().nth(1), args().nth(2)) else {
        eprintln!("usage: bindgen IN.wasm OUT_DIR");
        return ExitCode::from(2);
    };
    let made = Bindgen::new().input_path(input).out_name("faircopy").web(true).and_then(|b| {
        b.typescript(true).remove_name_section(true).remove_producers_section(true).generate(out)
    });
    match made {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bindgen: {error:#}");
            ExitCode::FAILURE
        }
    }
}
