//! A drawing as PDF holds it (PDF 32000-1 8.10): operators with what they name, written as a form object that fills the unit square.

use super::encoded::Encoded;
use crate::diagnostics::Result;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Dictionary, Ref};

/// Operators, and what they name.
#[derive(Debug, Default)]
pub struct Form {
    /// Left, bottom, right, top of what is seen, in its own space.
    pub bounds: [f32; 4],
    /// From its own space to that of whoever draws it.
    pub matrix: Option<[f32; 6]>,
    /// The operators.
    pub content: Vec<u8>,
    /// Graphics states, `/G0` and on.
    pub states: Vec<State>,
    /// Gradients, `/P0` and on.
    pub gradients: Vec<Gradient>,
    /// Pictures, `/I0` and on.
    pub pictures: Vec<Encoded>,
    /// Groups that are blended as one, `/X0` and on.
    pub groups: Vec<Form>,
    /// It is blended as one.
    pub is_group: bool,
}

/// How strongly, and how, what follows is painted over what is there.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct State {
    /// Of fills.
    pub fill_opacity: f32,
    /// Of strokes.
    pub stroke_opacity: f32,
    /// The blend mode's name.
    pub blend: &'static str,
}

impl State {
    /// What nobody has to ask for.
    pub const PLAIN: State = State {
        fill_opacity: 1.0,
        stroke_opacity: 1.0,
        blend: "Normal",
    };
}

/// Colours that pass into each other.
#[derive(Debug, Clone, PartialEq)]
pub struct Gradient {
    /// From its own space to that of the form.
    pub matrix: [f32; 6],
    /// Along a line (`x0 y0 x1 y1`), or between two circles (`x0 y0 r0 x1 y1 r1`).
    pub course: Vec<f32>,
    /// Ascending from 0 to 1, each with its red, green and blue.
    pub stops: Vec<(f32, [f32; 3])>,
}

impl Form {
    /// Does it let what is behind it through in other ways than by leaving it bare?
    pub fn is_transparent(&self) -> bool {
        self.is_group
            || self.states.iter().any(|state| *state != State::PLAIN)
            || self.pictures.iter().any(Encoded::is_transparent)
            || self.groups.iter().any(Form::is_transparent)
    }

    /// Writes the form, what it names first.
    pub fn write(&self, packer: &mut Packer<'_>) -> Result<Ref> {
        let pictures = self
            .pictures
            .iter()
            .map(|picture| picture.write(packer))
            .collect::<Result<Vec<_>>>()?;
        let groups = self
            .groups
            .iter()
            .map(|group| group.write(packer))
            .collect::<Result<Vec<_>>>()?;
        let object = packer.reserve();
        packer.deflated(object, &self.content, |dictionary| {
            dictionary.name("Type", "XObject").name("Subtype", "Form");
            dictionary.reals("BBox", &self.bounds);
            if let Some(matrix) = &self.matrix {
                dictionary.reals("Matrix", matrix);
            }
            if self.is_group {
                dictionary.dictionary("Group", |group| {
                    group
                        .name("S", "Transparency")
                        .name("CS", "DeviceRGB")
                        .boolean("I", true);
                });
            }
            dictionary.dictionary("Resources", |resources| {
                self.write_resources(resources, &pictures, &groups)
            });
        })?;
        Ok(object)
    }

    fn write_resources(&self, resources: &mut Dictionary<'_>, pictures: &[Ref], groups: &[Ref]) {
        if !self.states.is_empty() {
            resources.dictionary("ExtGState", |states| {
                for (number, state) in self.states.iter().enumerate() {
                    states.dictionary(&format!("G{number}"), |dictionary| {
                        state.describe(dictionary)
                    });
                }
            });
        }
        if !self.gradients.is_empty() {
            resources.dictionary("Pattern", |patterns| {
                for (number, gradient) in self.gradients.iter().enumerate() {
                    patterns.dictionary(&format!("P{number}"), |dictionary| {
                        gradient.describe(dictionary)
                    });
                }
            });
        }
        let pictures = pictures
            .iter()
            .enumerate()
            .map(|(number, object)| (format!("I{number}"), object));
        let groups = groups
            .iter()
            .enumerate()
            .map(|(number, object)| (format!("X{number}"), object));
        resources.dictionary("XObject", |objects| {
            for (name, object) in pictures.chain(groups) {
                objects.reference(&name, *object);
            }
        });
    }
}

impl State {
    fn describe(&self, dictionary: &mut Dictionary<'_>) {
        dictionary
            .real("ca", self.fill_opacity)
            .real("CA", self.stroke_opacity)
            .name("BM", self.blend);
    }
}

impl Gradient {
    /// A shading pattern (8.7.4.3), axial or radial, that goes on at both ends.
    fn describe(&self, pattern: &mut Dictionary<'_>) {
        pattern
            .integer("PatternType", 2)
            .reals("Matrix", &self.matrix);
        pattern.dictionary("Shading", |shading| {
            shading.integer("ShadingType", if self.course.len() == 4 { 2 } else { 3 });
            shading
                .name("ColorSpace", "DeviceRGB")
                .reals("Coords", &self.course);
            shading.dictionary("Function", |function| self.describe_function(function));
            shading.array("Extend", |ends| {
                ends.boolean(true).boolean(true);
            });
        });
    }

    /// From stop to stop, stitched together (7.10.4).
    fn describe_function(&self, function: &mut Dictionary<'_>) {
        let inner = self
            .stops
            .get(1..self.stops.len().saturating_sub(1))
            .unwrap_or_default();
        let bounds = inner.iter().map(|(offset, _)| *offset).collect::<Vec<_>>();
        function
            .integer("FunctionType", 3)
            .reals("Domain", &[0.0, 1.0])
            .reals("Bounds", &bounds);
        function.reals("Encode", &[0.0, 1.0].repeat(bounds.len() + 1));
        function.array("Functions", |functions| {
            for ((_, from), (_, to)) in self.stops.iter().zip(self.stops.iter().skip(1)) {
                functions.dictionary(|function| {
                    function
                        .integer("FunctionType", 2)
                        .reals("Domain", &[0.0, 1.0])
                        .integer("N", 1);
                    function.reals("C0", from).reals("C1", to);
                });
            }
        });
    }
}
