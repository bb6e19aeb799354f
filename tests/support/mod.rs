//! What several test targets share.

#![allow(dead_code, reason = "each test target uses a part")]

pub mod books;
pub mod collected;
pub mod growing;
pub mod html;
pub mod judges;
pub mod model;
pub mod program;
pub mod site;
pub mod verdicts;
