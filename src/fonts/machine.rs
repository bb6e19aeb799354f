//! The machine's fonts: takes folders and what the system knows, gives faces by coverage.

use super::merit::{Merit, merit};
use super::{FontFile, FontSource, Found, FoundFace, Wanted};
use fontdb::{Database, FaceInfo, Source, Style};
use rayon::prelude::*;
use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider};
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};
use unicode_script::{Script, UnicodeScript};

/// The largest font file that is read, in bytes.
const LARGEST: u64 = 128 << 20;
/// Families that are added to one book at most.
const MOST_FAMILIES: usize = 64;

/// The fonts of the machine, and those in folders that the user names. They are looked for when they are first asked for.
#[derive(Debug, Default)]
pub struct MachineFonts {
    folders: Vec<PathBuf>,
    known: OnceLock<Known>,
}

#[derive(Debug)]
struct Known {
    database: Database,
    /// How many faces came from the user's folders; theirs go first.
    own: usize,
}

impl MachineFonts {
    /// The system's fonts, and before them those in `folders`.
    pub fn new(folders: Vec<PathBuf>) -> MachineFonts {
        MachineFonts {
            folders,
            known: OnceLock::new(),
        }
    }

    fn known(&self) -> &Known {
        self.known.get_or_init(|| {
            let mut database = Database::new();
            for folder in &self.folders {
                database.load_fonts_dir(folder);
            }
            let own = database.len();
            database.load_system_fonts();
            Known { database, own }
        })
    }
}

impl FontSource for MachineFonts {
    fn covering(&self, wanted: &Wanted) -> Found {
        let mut search = Search::new(self.known(), wanted);
        for (language, characters) in wanted {
            for (script, characters) in by_script(characters) {
                search.cover(language, script, characters);
            }
        }
        search.found
    }
}

/// Characters of one script are sought in one font, so that a page shows one hand.
fn by_script(characters: &BTreeSet<char>) -> BTreeMap<&'static str, BTreeSet<char>> {
    let mut scripts: BTreeMap<&'static str, BTreeSet<char>> = BTreeMap::new();
    for character in characters {
        let script = match character.script() {
            // Japanese mixes them in every line.
            Script::Hiragana | Script::Katakana => Script::Han,
            script => script,
        };
        let name = script.short_name();
        scripts.entry(name).or_default().insert(*character);
    }
    scripts
}

/// A family with its upright face of usual weight, which is asked what it covers.
struct Family<'a> {
    name: &'a str,
    regular: &'a FaceInfo,
    is_own: bool,
}

/// A family that covers some of the wanted characters.
struct Candidate<'a> {
    family: &'a str,
    is_own: bool,
    covered: BTreeSet<char>,
    may_embed: bool,
}

struct Search<'a> {
    known: &'a Known,
    candidates: Vec<Candidate<'a>>,
    taken: BTreeSet<usize>,
    found: Found,
}

impl<'a> Search<'a> {
    /// Asks every family once for all that is wanted: opening a font file costs more than looking a character up.
    fn new(known: &'a Known, wanted: &Wanted) -> Search<'a> {
        let characters: BTreeSet<char> = wanted.values().flatten().copied().collect();
        let families: Vec<Family<'a>> = families(known);
        let examined = families
            .into_par_iter()
            .map(|family| examine(&known.database, &family, &characters));
        Search {
            known,
            candidates: examined.flatten().collect(),
            taken: BTreeSet::new(),
            found: Found::default(),
        }
    }

    /// Takes families until every character is covered that some family has.
    fn cover(&mut self, language: &Arc<str>, script: &str, mut characters: BTreeSet<char>) {
        // What the language's own letters are set in goes for the signs between them too.
        for number in self.of_language(language) {
            self.strike_out(number, &mut characters);
        }
        while !characters.is_empty() && self.taken.len() < MOST_FAMILIES {
            let Some(number) = self.best(language, script, &characters) else {
                return;
            };
            self.take(number, language);
            self.strike_out(number, &mut characters);
        }
    }

    /// The families already taken for a language.
    fn of_language(&self, language: &Arc<str>) -> Vec<usize> {
        let families = self.found.by_language.get(language);
        let is_among = |number: &usize| {
            let candidate = self.candidates.get(*number);
            let mut families = families.into_iter().flatten();
            candidate.is_some_and(|candidate| families.any(|family| **family == *candidate.family))
        };
        self.taken.iter().copied().filter(is_among).collect()
    }

    /// Takes away what a family covers.
    fn strike_out(&self, number: usize, characters: &mut BTreeSet<char>) {
        if let Some(candidate) = self.candidates.get(number) {
            characters.retain(|character| !candidate.covered.contains(character));
        }
    }

    /// The family of the greatest merit among those that cover some of the characters.
    fn best(&mut self, language: &str, script: &str, characters: &BTreeSet<char>) -> Option<usize> {
        let mut best: Option<(Merit, usize)> = None;
        for (number, candidate) in self.candidates.iter().enumerate() {
            let covered = candidate.covered.intersection(characters).count();
            if covered == 0 {
                continue;
            }
            if !candidate.may_embed {
                self.found.forbidden.insert(candidate.family.to_owned());
                continue;
            }
            let share = covered * 100 / characters.len().max(1);
            let merit = merit(candidate.family, candidate.is_own, share, script, language);
            if best.as_ref().is_none_or(|(known, _)| merit > *known) {
                best = Some((merit, number));
            }
        }
        best.map(|(_, number)| number)
    }

    /// Adds every face of the family, if they are not there yet.
    fn take(&mut self, number: usize, language: &Arc<str>) {
        let Some(candidate) = self.candidates.get(number) else {
            return;
        };
        let name: Arc<str> = candidate.family.into();
        let for_language = self.found.by_language.entry(language.clone()).or_default();
        for_language.push(name.clone());
        if !self.taken.insert(number) {
            return;
        }
        let faces = self.known.database.faces();
        let faces = faces.filter(|face| family(face) == Some(candidate.family));
        let mut faces: Vec<FoundFace> = faces.filter_map(|face| found(face, &name)).collect();
        faces.sort_by_key(|face| (face.weight.abs_diff(400), face.italic));
        faces.dedup_by_key(|face| (face.weight, face.italic));
        self.found.faces.extend(faces);
    }
}

/// Every family of the machine, by name.
fn families(known: &Known) -> Vec<Family<'_>> {
    let mut families: BTreeMap<&str, Family<'_>> = BTreeMap::new();
    for (number, face) in known.database.faces().enumerate() {
        let Some(name) = family(face) else {
            continue;
        };
        let own = Family {
            name,
            regular: face,
            is_own: number < known.own,
        };
        match families.get_mut(name) {
            Some(best) if plainness(best) <= plainness(&own) => {}
            Some(best) => *best = own,
            None => drop(families.insert(name, own)),
        }
    }
    families.into_values().collect()
}

fn family(face: &FaceInfo) -> Option<&str> {
    face.families.first().map(|(name, _)| name.as_str())
}

/// How far a face is from upright, usual weight and usual width; of equals, the first by name and file.
fn plainness<'a>(family: &Family<'a>) -> impl Ord + use<'a> {
    let face = family.regular;
    (
        face.style != Style::Normal,
        face.weight.0.abs_diff(400),
        face.stretch.to_number().abs_diff(5),
        face.post_script_name.as_str(),
        path(face),
        face.index,
    )
}

fn path(face: &FaceInfo) -> Option<&PathBuf> {
    match &face.source {
        Source::File(path) | Source::SharedFile(path, _) => Some(path),
        Source::Binary(_) => None,
    }
}

fn found(face: &FaceInfo, family: &Arc<str>) -> Option<FoundFace> {
    Some(FoundFace {
        family: family.clone(),
        weight: face.weight.0,
        italic: face.style != Style::Normal,
        index: face.index,
        file: Arc::new(MachineFile(path(face)?.clone())),
    })
}

/// What a family covers of the characters; nothing of faces that are no outlines: pictures of letters can't be embedded as type.
fn examine<'a>(
    database: &Database,
    family: &Family<'a>,
    characters: &BTreeSet<char>,
) -> Option<Candidate<'a>> {
    let examined = database.with_face_data(family.regular.id, |bytes, index| {
        let font = FontRef::from_index(bytes, index).ok()?;
        let has_outlines = font.glyf().is_ok() || font.cff().is_ok();
        let charmap = font.charmap();
        let covers = |character: &char| charmap.map(*character).is_some();
        has_outlines.then(|| Candidate {
            family: family.name,
            is_own: family.is_own,
            covered: characters.iter().copied().filter(covers).collect(),
            may_embed: may_embed(&font),
        })
    });
    examined
        .flatten()
        .filter(|candidate| !candidate.covered.is_empty())
}

/// OpenType, OS/2, `fsType`: 2 alone forbids embedding; 0x100 forbids subsets, 0x200 outlines.
fn may_embed(font: &FontRef<'_>) -> bool {
    let Ok(os2) = font.os2() else {
        return true;
    };
    let permission = os2.fs_type();
    permission & 0xF != 2 && permission & 0x300 == 0
}

/// A font file of the machine.
#[derive(Debug)]
struct MachineFile(PathBuf);

impl FontFile for MachineFile {
    fn read(&self) -> Vec<u8> {
        let fits =
            std::fs::metadata(&self.0).is_ok_and(|facts| facts.is_file() && facts.len() <= LARGEST);
        if !fits {
            return Vec::new();
        }
        std::fs::read(&self.0).unwrap_or_default()
    }
}
