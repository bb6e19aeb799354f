//! Name trees and number trees (PDF 32000-1 7.9.6, 7.9.7): takes sorted pairs, gives a root over leaves.

use crate::diagnostics::Result;
use crate::pdf::file::packer::Packer;
use crate::pdf::file::syntax::{Array, Dictionary, Ref};

/// Pairs in a leaf: a reader seeks in the root and reads one leaf.
const PAIRS_A_LEAF: usize = 128;

/// A number tree of pairs in ascending order.
pub fn numbers(pairs: &[(i64, Ref)], packer: &mut Packer<'_>) -> Result<Ref> {
    write(pairs, "Nums", packer, |key, array| {
        array.integer(*key);
    })
}

/// A name tree of pairs in ascending order; `None` if there are none.
pub fn names(pairs: &[(String, Ref)], packer: &mut Packer<'_>) -> Result<Option<Ref>> {
    if pairs.is_empty() {
        return Ok(None);
    }
    let tree = write(pairs, "Names", packer, |key, array| {
        array.bytes(key.as_bytes());
    })?;
    Ok(Some(tree))
}

/// Writes a key of a tree's kind.
type WriteKey<K> = fn(&K, &mut Array<'_>);

fn write<K>(
    pairs: &[(K, Ref)],
    kind: &str,
    packer: &mut Packer<'_>,
    write_key: WriteKey<K>,
) -> Result<Ref> {
    let root = packer.reserve();
    if pairs.len() <= PAIRS_A_LEAF {
        packer.dictionary(root, |dictionary| fill(dictionary, kind, pairs, write_key))?;
        return Ok(root);
    }
    let leaves = pairs
        .chunks(PAIRS_A_LEAF)
        .map(|leaf| write_leaf(leaf, kind, packer, write_key))
        .collect::<Result<Vec<_>>>()?;
    packer.dictionary(root, |dictionary| {
        dictionary.array("Kids", |kids| {
            for leaf in &leaves {
                kids.reference(*leaf);
            }
        });
    })?;
    Ok(root)
}

/// A leaf tells the first and the last of its keys.
fn write_leaf<K>(
    leaf: &[(K, Ref)],
    kind: &str,
    packer: &mut Packer<'_>,
    write_key: WriteKey<K>,
) -> Result<Ref> {
    let number = packer.reserve();
    packer.dictionary(number, |dictionary| {
        dictionary.array("Limits", |limits| {
            for (key, _) in leaf.first().into_iter().chain(leaf.last()) {
                write_key(key, limits);
            }
        });
        fill(dictionary, kind, leaf, write_key);
    })?;
    Ok(number)
}

fn fill<K>(
    dictionary: &mut Dictionary<'_>,
    kind: &str,
    pairs: &[(K, Ref)],
    write_key: WriteKey<K>,
) {
    dictionary.array(kind, |array| {
        for (key, value) in pairs {
            write_key(key, array);
            array.reference(*value);
        }
    });
}
