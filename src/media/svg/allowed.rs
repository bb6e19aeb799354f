//! What may stand in an SVG of ours: elements, attributes and properties that draw, none that runs, loads, links or moves.

/// The name of an element that may stand.
pub(super) fn element(name: &str) -> Option<&'static str> {
    let at = ELEMENTS.binary_search(&name).ok()?;
    ELEMENTS.get(at).copied()
}

/// May this attribute, which has no prefix, stand? Those with rules of their own (`href`, `id`, `style`) are not among them.
pub(super) fn is_attribute(name: &str) -> bool {
    ATTRIBUTES.binary_search(&name).is_ok() || is_property(name)
}

/// May this property be set, in `style` or as an attribute?
pub(super) fn is_property(name: &str) -> bool {
    PROPERTIES.binary_search(&name).is_ok()
}

/// May a value hold this function? `url()` has a rule of its own.
pub(super) fn is_function(name: &str) -> bool {
    FUNCTIONS.binary_search(&name).is_ok()
}

#[rustfmt::skip]
const ELEMENTS: &[&str] = &[
    "circle", "clipPath", "defs", "desc", "ellipse",
    "feBlend", "feColorMatrix", "feComponentTransfer", "feComposite", "feDiffuseLighting", "feDisplacementMap", "feDistantLight",
    "feDropShadow", "feFlood", "feFuncA", "feFuncB", "feFuncG", "feFuncR", "feGaussianBlur", "feMerge", "feMergeNode", "feMorphology",
    "feOffset", "fePointLight", "feSpecularLighting", "feSpotLight", "feTile", "feTurbulence",
    "filter", "g", "image", "line", "linearGradient", "marker", "mask", "path", "pattern", "polygon", "polyline", "radialGradient",
    "rect", "stop", "svg", "switch", "symbol", "text", "textPath", "title", "tspan", "use",
];

#[rustfmt::skip]
const ATTRIBUTES: &[&str] = &[
    "amplitude", "azimuth", "baseFrequency", "bias", "class", "clipPathUnits", "cx", "cy", "d", "diffuseConstant", "dx", "dy",
    "edgeMode", "elevation", "exponent", "filterUnits", "fr", "fx", "fy", "gradientTransform", "gradientUnits", "height", "in", "in2",
    "intercept", "k1", "k2", "k3", "k4", "kernelUnitLength", "lang", "lengthAdjust", "limitingConeAngle", "markerHeight",
    "markerUnits", "markerWidth", "maskContentUnits", "maskUnits", "method", "mode", "numOctaves", "offset", "operator", "orient",
    "pathLength", "patternContentUnits", "patternTransform", "patternUnits", "points", "pointsAtX", "pointsAtY", "pointsAtZ",
    "preserveAspectRatio", "primitiveUnits", "r", "radius", "refX", "refY", "result", "rotate", "rx", "ry", "scale", "seed", "side",
    "slope", "spacing", "specularConstant", "specularExponent", "spreadMethod", "startOffset", "stdDeviation", "stitchTiles",
    "surfaceScale", "systemLanguage", "tableValues", "targetX", "targetY", "textLength", "type", "values", "version", "viewBox",
    "width", "x", "x1", "x2", "xChannelSelector", "y", "y1", "y2", "yChannelSelector", "z",
];

#[rustfmt::skip]
const PROPERTIES: &[&str] = &[
    "alignment-baseline", "background", "background-color", "baseline-shift", "clip-path", "clip-rule", "color", "color-interpolation",
    "color-interpolation-filters", "display", "dominant-baseline", "enable-background", "fill", "fill-opacity", "fill-rule", "filter",
    "flood-color", "flood-opacity", "font", "font-family", "font-feature-settings", "font-kerning", "font-size", "font-size-adjust",
    "font-stretch", "font-style", "font-variant", "font-weight", "image-rendering", "isolation", "kerning", "letter-spacing",
    "lighting-color", "line-height", "marker", "marker-end", "marker-mid", "marker-start", "mask", "mask-type", "mix-blend-mode",
    "opacity", "overflow", "paint-order", "shape-rendering", "stop-color", "stop-opacity", "stroke", "stroke-dasharray",
    "stroke-dashoffset", "stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-opacity", "stroke-width", "text-align",
    "text-anchor", "text-decoration", "text-rendering", "text-transform", "transform", "transform-origin", "unicode-bidi",
    "vector-effect", "visibility", "white-space", "word-spacing", "writing-mode",
];

#[rustfmt::skip]
const FUNCTIONS: &[&str] = &[
    "calc", "hsl", "hsla", "light-dark", "matrix", "rgb", "rgba", "rotate", "scale", "scaleX", "scaleY", "skewX", "skewY", "translate",
    "translateX", "translateY", "var",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_are_sorted() {
        for list in [ELEMENTS, ATTRIBUTES, PROPERTIES, FUNCTIONS] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn nothing_that_runs_or_loads_is_allowed() {
        for name in [
            "script",
            "foreignObject",
            "a",
            "animate",
            "set",
            "handler",
            "iframe",
            "feImage",
            "SVG",
        ] {
            assert!(element(name).is_none(), "{name}");
        }
        for name in [
            "onload",
            "onclick",
            "href",
            "style",
            "id",
            "formaction",
            "base",
        ] {
            assert!(!is_attribute(name), "{name}");
        }
    }
}
