//! The picture in pixels, twice as many as the SVG has units.

use super::{ExportError, font};
use resvg::{tiny_skia, usvg};
use std::io::Write;
use std::sync::Arc;

const SCALE: f32 = 2.0;
/// Larger pictures are drawn smaller.
const LARGEST: f32 = 12_000.0;

/// Writes an SVG drawing as PNG.
pub(super) fn write(svg: &str, out: &mut dyn Write) -> Result<(), ExportError> {
    let fail = |what: &dyn std::fmt::Display| ExportError::Picture(what.to_string());
    let tree = usvg::Tree::from_str(svg, &options()).map_err(|error| fail(&error))?;
    let size = tree.size();
    let scale = SCALE.min(LARGEST / size.width().max(size.height()));
    let pixels = |length: f32| ((length * scale).ceil() as u32).max(1);
    let mut image = tiny_skia::Pixmap::new(pixels(size.width()), pixels(size.height()))
        .ok_or_else(|| fail(&"no picture so large"))?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut image.as_mut());
    Ok(out.write_all(&image.encode_png().map_err(|error| fail(&error))?)?)
}

/// Only the fonts in the program, so that the picture is the same on every machine.
fn options() -> usvg::Options<'static> {
    let mut options = usvg::Options::default();
    let fonts = options.fontdb_mut();
    for file in font::FILES {
        fonts.load_font_source(usvg::fontdb::Source::Binary(Arc::new(file)));
    }
    fonts.set_sans_serif_family("Noto Sans");
    options
}
