//! `chapbook bind`: takes a site or several posts, writes one book of them.

use crate::cli::Outcome;
use crate::cli::args::{Bind, Choice};
use crate::cli::messages::Messages;
use crate::cli::plan::{WrongUsage, plan_binding};
use crate::cli::press::{Press, outcome, refuse};
use crate::cli::progress::Bar;
use chapbook::source::{Collected, Selection};
use globset::GlobSet;
use std::path::PathBuf;

/// How often a message of one code is printed before the rest are only counted.
const TOLD_EACH: usize = 5;

pub fn run(bind: &Bind) -> Outcome {
    let mut messages = Messages::new(&bind.common).grouped(TOLD_EACH);
    let planned = plan_binding(bind)
        .and_then(|targets| Ok((targets, collected(&bind.inputs)?, selection(&bind.choice)?)));
    let (targets, collected, selection) = match planned {
        Ok(planned) => planned,
        Err(wrong) => return refuse(wrong, &mut messages),
    };
    let Some(mut press) = Press::set_up(&bind.common, &mut messages) else {
        return Outcome::WrongUsage;
    };
    let bar = Bar::new(&bind.common);
    press.options.progress = bar.listener();
    let printed = press.print(&targets, |press, sources, messages| {
        let (options, settings) = (&press.options, &press.settings);
        chapbook::book_of_site(&collected, options, &selection, settings, sources, messages)
    });
    drop(bar);
    let all_written = printed.tell(&mut messages);
    outcome(all_written, bind.common.strict, &mut messages)
}

/// One folder, or files.
fn collected(inputs: &[PathBuf]) -> Result<Collected, WrongUsage> {
    if let Some(missing) = inputs.iter().find(|input| !input.exists()) {
        return Err(WrongUsage {
            message: format!("there is no file or folder `{}`", missing.display()),
            help: "name a site's folder, or posts",
        });
    }
    match inputs {
        [folder] if folder.is_dir() => Ok(Collected::Folder(folder.clone())),
        files if files.iter().any(|file| file.is_dir()) => Err(WrongUsage {
            message: "a folder is bound alone".to_owned(),
            help: "name one folder, or files only",
        }),
        files => Ok(Collected::Files(files.to_vec())),
    }
}

fn selection(choice: &Choice) -> Result<Selection, WrongUsage> {
    let mut exclude = GlobSet::builder();
    for glob in &choice.exclude {
        exclude.add(glob.clone());
    }
    Ok(Selection {
        from: choice.from,
        to: choice.to,
        tags: choice.tag.clone(),
        categories: choice.category.clone(),
        language: choice.lang.clone(),
        exclude: exclude.build().map_err(|error| WrongUsage {
            message: format!("the patterns of --exclude can't be used together: {error}"),
            help: "use fewer or simpler patterns",
        })?,
        drafts: choice.drafts,
        pages: choice.pages,
        sort: choice.sort.map(Into::into),
        parts: choice.parts.map(Into::into),
    })
}
